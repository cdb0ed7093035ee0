using System.Globalization;
using System.Text.RegularExpressions;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Deploy;

/// <summary>Dockerfile, docker-compose.yml and what they name agree with one another and with the server.</summary>
public sealed partial class DeployedFiles
{
    private static readonly string Compose = Read("docker-compose.yml");
    private static readonly string Secrets = Read("deploy", "make-secrets.sh");

    [Fact]
    public void Every_image_is_pinned_to_a_version()
    {
        string[] images = [.. Find(Image(), Compose + Read("Dockerfile")).Where(name => name != "crowdmind")];
        Assert.Equal(8, images.Length);
        Assert.All(images, name => Assert.Matches("^[a-z./-]+:[A-Z]*\\.?[0-9].*$", name));
    }

    [Fact]
    public void Every_secret_that_a_container_reads_is_drawn_and_the_other_way_round() => Assert.Equal(
        Find(KeptSecret(), Secrets).Where(name => !name.StartsWith("drawn-", StringComparison.Ordinal)).Order(),
        Find(ReadSecret(), Compose).Distinct().Order());

    [Fact]
    public void Every_setting_that_is_given_to_the_server_is_one_it_reads()
    {
        string sources = string.Concat(Directory
            .EnumerateFiles(RepositoryFolder.Path("src", "CrowdMind.Server"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText));
        string server = Compose[Compose.IndexOf("\n  crowdmind:", StringComparison.Ordinal)..Compose.IndexOf("\n  nginx:", StringComparison.Ordinal)];
        string[] given = [.. Find(Variable(), server).Select(name => name.Replace("_FILE", "", StringComparison.Ordinal))];
        Assert.NotEmpty(given);
        Assert.All(given, name => Assert.Contains($"\"{name}\"", sources, StringComparison.Ordinal));
    }

    [Fact]
    public void The_example_lists_what_can_be_set_each_as_it_is_without() => Assert.Equal(
        Find(Choice(), Compose.Replace("${OBJECTS_PORT:-9000}}", "9000}", StringComparison.Ordinal)).Distinct().Order(),
        Find(Example(), Read(".env.example")).Select(line => line.Replace("=", ":-", StringComparison.Ordinal)).Order());

    [Fact]
    public void A_connection_that_is_quiet_is_dropped_by_nginx_before_an_instance_that_leaves_closes_it()
    {
        string[] seconds = [.. Find(QuietSeconds(), Read("deploy", "nginx", "nginx.conf"))];
        Assert.Equal(2, seconds.Length);
        Assert.All(seconds, one => Assert.InRange(int.Parse(one, CultureInfo.InvariantCulture) * 1000, 1, Limits.DrainGraceMilliseconds - 500));
    }

    [Fact]
    public async Task Passwords_are_drawn_once_and_readable_by_one_user_each()
    {
        using var folder = new SecretsFolder();
        await folder.DrawAsync();
        IReadOnlyDictionary<string, string> first = folder.Files;
        await folder.DrawAsync();
        Assert.Equal(first.OrderBy(file => file.Key), folder.Files.OrderBy(file => file.Key));
        Assert.Contains(first["postgres-password"], first["database-url"], StringComparison.Ordinal);
        Assert.Contains(first["redis-url"].Split(':', '@')[2], first["redis.conf"], StringComparison.Ordinal);
        Assert.Equal(first["objects-password"], first["s3-secret-key"]);
        Assert.Equal(40, first["postgres-password"].Length);
        Assert.NotEqual(first["postgres-password"], first["objects-password"]);
        using var another = new SecretsFolder();
        await another.DrawAsync();
        Assert.NotEqual(first["postgres-password"], another.Files["postgres-password"]);
    }

    private static string Read(params string[] parts) => File.ReadAllText(RepositoryFolder.Path(parts));

    private static IEnumerable<string> Find(Regex what, string text) => what.Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^(?:\s*image:(?: &\w+)?|FROM) ([^\s*]+)", RegexOptions.Multiline)]
    private static partial Regex Image();

    [GeneratedRegex("keepalive [0-9]+;\n[^}]* keepalive_timeout ([0-9]+)s;")]
    private static partial Regex QuietSeconds();

    [GeneratedRegex(@"\| keep ""?([\w.-]+)")]
    private static partial Regex KeptSecret();

    [GeneratedRegex(@"(?:/run/secrets/|MINIO_ROOT_\w+_FILE: )([a-z][\w.-]+)")]
    private static partial Regex ReadSecret();

    [GeneratedRegex("^      ([A-Z][A-Z0-9_]+): ", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?<!\$)\$\{([A-Z0-9_]+:-[^}]*)\}")]
    private static partial Regex Choice();

    [GeneratedRegex("^([A-Z0-9_]+=.*)$", RegexOptions.Multiline)]
    private static partial Regex Example();
}
