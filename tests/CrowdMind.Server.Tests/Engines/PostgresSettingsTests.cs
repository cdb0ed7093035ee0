using CrowdMind.Server.Engines.Postgres;
using CrowdMind.Server.Tests.Api;
using CrowdMind.Server.Wire;
using CrowdMind.TestKit.Servers;
using Npgsql;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>What DATABASE_URL may say, and the sentence that stops the start when it cannot work.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresSettingsTests(PostgresFixture postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Delete();

    [Theory]
    [InlineData("postgres://ann:s%40f%3Ae%2F@db.example.org/crowd", "db.example.org", 5432, "crowd")]
    [InlineData("postgresql://ann:s%40f%3Ae%2F@db.example.org:6000/crowd?sslmode=verify-full", "db.example.org", 6000, "crowd")]
    [InlineData("postgresql://ann:s%40f%3Ae%2F@[::1]:6000/cr%C3%B6wd", "::1", 6000, "cröwd")]
    [InlineData("postgresql:///crowd?host=/run/postgresql&user=ann&password=s%40f%3Ae%2F&connect_timeout=3", "/run/postgresql", 5432, "crowd")]
    [InlineData("Host=db.example.org;Port=6000;Username=ann;Password=s@f:e/;Database=crowd", "db.example.org", 6000, "crowd")]
    public void A_uri_and_pairs_say_the_same(string url, string host, int port, string database)
    {
        var address = PostgresAddress.Parse(url);
        Assert.Equal(
            (host, port, database, "ann", "s@f:e/"),
            (address.Host, address.Port, address.Database, address.Username, address.Password));
        Assert.DoesNotContain("s@f:e/", PostgresAddress.Shown(address), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("disable", SslMode.Disable)]
    [InlineData("require", SslMode.Require)]
    [InlineData("verify-ca", SslMode.VerifyCA)]
    [InlineData("verify-full", SslMode.VerifyFull)]
    public void A_uri_says_how_it_is_encrypted(string mode, SslMode expected) =>
        Assert.Equal(expected, PostgresAddress.Parse($"postgresql://ann@db.example.org/crowd?sslmode={mode}").SslMode);

    [Theory]
    [InlineData("mysql://ann:safe@db/crowd", "postgresql://")]
    [InlineData("postgresql+asyncpg://ann:safe@db/crowd", "postgresql://")]
    [InlineData("postgresql://ann:safe@db:port/crowd", "postgresql://")]
    [InlineData("postgresql://ann:safe@db/crowd?sslmode=maybe", "Sslmode")]
    [InlineData("postgresql://ann:safe@db/crowd?colour=red", "colour")]
    [InlineData("postgresql://ann:safe@db.example.org:6543/postgres", "5432")]
    [InlineData("Host=db;Port=6543;Username=ann;Password=safe", "5432")]
    [InlineData("Host=db;Password=safe;Colour=red", "colour")]
    [InlineData("host=db user=ann password=safe dbname=crowd", "semicolons")]
    [InlineData("Username=ann;Password=safe", "host")]
    [InlineData("crowd", "postgresql://")]
    [InlineData("postgresql://ann:a@safe@b@db/crowd?x", "postgresql://")]
    public void What_cannot_work_is_said_without_the_password(string url, string said)
    {
        var refusal = Assert.Throws<SettingException>(() => PostgresAddress.Parse(url));
        Assert.Contains("DATABASE_URL", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(said, refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("safe", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task A_database_that_cannot_be_used_stops_the_start_with_a_sentence()
    {
        var right = postgres.Server.Url();
        await postgres.Server.RunSqlAsync("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
        await AssertRefusedAsync(right.Replace(":secret@", ":wrong@", StringComparison.Ordinal), "password authentication failed");
        await AssertRefusedAsync(postgres.Server.Url("nowhere"), "\"nowhere\" does not exist");
        await AssertRefusedAsync(postgres.Server.Url("latin"), "UTF8");
        await AssertRefusedAsync(postgres.Server.Url(port: FreePort.Next()), "reached");
    }

    [Theory]
    [InlineData("SUPABASE_SCHEMA", "Crowd Mind")]
    [InlineData("SUPABASE_SCHEMA", "x\"; DROP SCHEMA public; --")]
    [InlineData("DATABASE_POOL_SIZE", "0")]
    [InlineData("DATABASE_POOL_SIZE", "many")]
    public async Task A_schema_or_a_pool_that_cannot_be_stops_the_start(string name, string value)
    {
        var attempt = await StartAttempt.RunAsync(_folder.Path, ("DATABASE_URL", postgres.Server.Url()), (name, value));
        Assert.Equal(2, attempt.ExitCode);
        Assert.Contains(name, attempt.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_only_reads_is_refused()
    {
        await postgres.Server.RunSqlAsync("CREATE DATABASE museum");
        await postgres.Server.RunSqlAsync("ALTER DATABASE museum SET default_transaction_read_only = on");
        await AssertRefusedAsync(postgres.Server.Url("museum"), "written");
    }

    private async Task AssertRefusedAsync(string url, string said)
    {
        var attempt = await StartAttempt.RunAsync(_folder.Path, ("DATABASE_URL", url));
        Assert.Equal(2, attempt.ExitCode);
        var sentence = Assert.Single(attempt.Error.Trim().Split('\n'));
        Assert.Contains("DATABASE_URL", sentence, StringComparison.Ordinal);
        Assert.Contains(said, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(":wrong@", sentence, StringComparison.Ordinal);
    }
}
