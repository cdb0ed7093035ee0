using System.Globalization;
using CrowdMind.Server.Tests.Api;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Servers.Objects;

namespace CrowdMind.Server.Tests.Objects;

/// <summary>A configuration of the object store that cannot work stops the start with one sentence, without any key.</summary>
public sealed class ObjectConfiguration(S3Ground s3, SupabaseGround supabase)
    : IClassFixture<S3Ground>, IClassFixture<SupabaseGround>, IDisposable
{
    private const string Hidden = "do-not-print-this-key-anywhere-at-all";
    private readonly string _folder = Directory.CreateTempSubdirectory("crowdmind-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("SUPABASE_URL=https://p.supabase.co", "SUPABASE_URL is 'https://p.supabase.co/', but SUPABASE_KEY is not set")]
    [InlineData("SUPABASE_KEY=" + Hidden, "SUPABASE_KEY is '***', but SUPABASE_URL is not set")]
    [InlineData("SUPABASE_URL=p.supabase.co SUPABASE_KEY=" + Hidden, "SUPABASE_URL is 'p.supabase.co', but it must be an http")]
    [InlineData("SUPABASE_URL=https://p.example SUPABASE_KEY=k SUPABASE_STORAGE_BUCKET=a/b", "SUPABASE_STORAGE_BUCKET is 'a/b', but")]
    [InlineData("S3_ENDPOINT=http://127.0.0.1:9", "S3_BUCKET is '', but S3_ENDPOINT is set")]
    [InlineData("S3_BUCKET=b S3_ACCESS_KEY=k S3_SECRET_KEY=" + Hidden, "S3_REGION is '', but S3_BUCKET is set")]
    [InlineData("S3_BUCKET=b S3_REGION=eu-west-1 S3_ACCESS_KEY=k", "S3_SECRET_KEY is '', but S3_BUCKET is set")]
    [InlineData("S3_BUCKET=b S3_ENDPOINT=localhost:9000", "S3_ENDPOINT is 'localhost:9000', but it must be an http")]
    [InlineData("SIGNING_KEY=short-and-secret", "SIGNING_KEY is '***', but it must have at least 32 characters")]
    [InlineData("PUBLIC_URL=crowd.example.org", "PUBLIC_URL is 'crowd.example.org', but it must be an http")]
    [InlineData(
        "S3_BUCKET=b S3_REGION=eu-west-1 S3_ACCESS_KEY=k S3_SECRET_KEY=s SUPABASE_URL=https://p.example SUPABASE_KEY=k",
        "one object store is wanted")]
    public Task Settings_that_do_not_fit_together_are_told(string settings, string said) =>
        AssertRefusedAsync(said, [.. settings.Split(' ').Select(one => (one[..one.IndexOf('=', StringComparison.Ordinal)], one[(one.IndexOf('=', StringComparison.Ordinal) + 1)..]))]);

    [Fact]
    public async Task A_wrong_key_of_supabase_is_told()
    {
        await AssertRefusedAsync("SUPABASE_KEY is '***', but it must be the project's secret", Supabase(key: Hidden));
    }

    [Fact]
    public async Task A_bucket_of_supabase_that_is_missing_or_that_the_key_may_not_see_is_told()
    {
        await AssertRefusedAsync("SUPABASE_STORAGE_BUCKET is 'nowhere', but it must be a bucket of", Supabase(bucket: "nowhere"));
        await AssertRefusedAsync("SUPABASE_STORAGE_BUCKET is 'models', but it must be a bucket of", Supabase(key: SupabasePlan.AnonKey));
    }

    [Fact]
    public async Task A_bucket_of_supabase_that_takes_other_types_only_is_told()
    {
        await using var images = await SupabaseServer.StartAsync(new SupabasePlan { AllowedMimeTypes = ["image/png", "image/jpeg"] });
        await AssertRefusedAsync("its allowed_mime_types are image/png, image/jpeg", Supabase(images.Url));
    }

    [Fact]
    public async Task An_address_that_is_no_supabase_or_nobody_s_is_told()
    {
        var nobody = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        await AssertRefusedAsync($"SUPABASE_URL is '{nobody}', but it must be the address of a Supabase project", Supabase(nobody));
        await AssertRefusedAsync("but it must be the address of a Supabase project. It answered 403", Supabase(s3.Server.Endpoint), "SUPABASE_");
    }

    [Fact]
    public async Task Wrong_keys_of_s3_are_told()
    {
        await AssertRefusedAsync("S3_ACCESS_KEY is 'NOBO***', but it must be an access key that", S3(accessKey: "NOBODYKNOWSIT"));
        await AssertRefusedAsync("S3_SECRET_KEY is '***', but it must be the secret of the access key S3RV***", S3(secretKey: Hidden));
    }

    [Fact]
    public async Task A_bucket_of_s3_that_is_missing_and_an_endpoint_that_is_nobody_s_are_told()
    {
        await AssertRefusedAsync("S3_BUCKET is 'nowhere', but it must be a bucket of", S3(bucket: "nowhere"));
        var nobody = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}/");
        await AssertRefusedAsync($"S3_ENDPOINT is '{nobody}', but it must be the address of an S3 store that answers", S3(endpoint: nobody));
    }

    [Fact]
    public async Task A_check_asks_a_remote_store_and_makes_no_bucket()
    {
        Assert.Equal("object_store s3: the bucket crowd answers", (await CheckAsync(S3())).Lines[2]);
        Assert.Equal("object_store supabase: the bucket models answers", (await CheckAsync(Supabase())).Lines[2]);
        Assert.StartsWith("S3_BUCKET is 'nowhere', but", (await CheckAsync(S3(bucket: "nowhere"))).Sentence, StringComparison.Ordinal);
        Assert.StartsWith("S3_BUCKET is 'nowhere', but", (await CheckAsync(S3(bucket: "nowhere"))).Sentence, StringComparison.Ordinal);
        Assert.StartsWith("SUPABASE_KEY is '***', but", (await CheckAsync(Supabase(key: Hidden))).Sentence, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_remote_store_that_works_is_named_and_its_loss_shows_in_readiness(bool onS3)
    {
        var settings = (onS3 ? S3() : Supabase()).ToDictionary(one => one.Name, one => one.Value);
        await using var server = await CrowdMindServer.StartAsync(settings);
        using var http = new Requests.Caller(server.BaseUri);
        var check = (await http.GetAsync("//health/ready")).Expect(200).Json.GetProperty("checks").GetProperty("object_store");
        Assert.Equal(onS3 ? "s3" : "supabase", check.GetProperty("engine").GetString());

        // Everything that is asked of the store from now on is refused.
        var faults = onS3 ? s3.Server.Faults : supabase.Server.Faults;
        faults.Plan([.. Enumerable.Repeat(HttpFault.Forbidden, 1000)]);
        await Eventually.TrueAsync(
            async () => (await http.GetAsync("//health/ready")).Status == 503, TimeSpan.FromSeconds(20), () => "readiness was 503");
        var asked = faults.Requests.Count;
        for (var probe = 0; probe < 20; probe++)
            Assert.Equal(503, (await http.GetAsync("//health/ready")).Status);
        Assert.InRange(faults.Requests.Count, asked, asked + 1);
        faults.Plan();
        await Eventually.TrueAsync(
            async () => (await http.GetAsync("//health/ready")).Status == 200, TimeSpan.FromSeconds(20), () => "readiness was 200 again");
    }

    private (string Name, string Value)[] Supabase(Uri? url = null, string key = SupabasePlan.SecretKey, string bucket = "models") =>
    [
        ("SUPABASE_URL", (url ?? supabase.Server.Url).ToString()), ("SUPABASE_KEY", key), ("SUPABASE_STORAGE_BUCKET", bucket),
    ];

    private (string Name, string Value)[] S3(
        string? endpoint = null, string bucket = S3Server.Bucket, string accessKey = S3Server.AccessKey, string secretKey = S3Server.SecretKey) =>
    [
        ("S3_ENDPOINT", endpoint ?? s3.Server.Endpoint.ToString()), ("S3_BUCKET", bucket),
        ("S3_ACCESS_KEY", accessKey), ("S3_SECRET_KEY", secretKey),
    ];

    private Task<StartAttempt> CheckAsync((string Name, string Value)[] settings) =>
        StartAttempt.RunAsync(_folder, ["--check"], settings);

    private async Task AssertRefusedAsync(string said, (string Name, string Value)[] settings, string also = "")
    {
        var attempt = await StartAttempt.RunAsync(_folder, settings);
        Assert.True(attempt.ExitCode == 2, $"exit code {attempt.ExitCode}; it said: {attempt.Error}");
        var sentence = Assert.Single(attempt.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(said, sentence, StringComparison.Ordinal);
        Assert.Contains(also, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(Hidden, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(SupabasePlan.AnonKey, sentence, StringComparison.Ordinal);
    }
}
