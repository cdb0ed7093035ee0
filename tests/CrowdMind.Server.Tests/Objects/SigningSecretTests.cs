using CrowdMind.Server.Hosting;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Http;

namespace CrowdMind.Server.Tests.Objects;

/// <summary>Where the secret of signed URLs comes from, and where they lead.</summary>
public sealed class SigningSecretTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crowdmind-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_is_made_once_for_the_owner_only_and_stays()
    {
        var made = SigningSecret.Open(null, DataFolder.Open(_folder));
        Assert.Equal(32, made.Length);
        Assert.Equal(made, SigningSecret.Open(null, DataFolder.Open(_folder)));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "signing.key")));
    }

    [Fact]
    public async Task Instances_that_start_at_once_agree_on_one()
    {
        var data = DataFolder.Open(_folder);
        var secrets = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => SigningSecret.Open(null, data))));
        Assert.All(secrets, secret => Assert.Equal(secrets[0], secret));
        Assert.Equal(["signing.key"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_signing_key_takes_its_place()
    {
        Assert.Equal("0123456789abcdef0123456789abcdef"u8.ToArray(), SigningSecret.Open("0123456789abcdef0123456789abcdef", DataFolder.Open(_folder)));
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public void One_that_was_damaged_stops_the_start()
    {
        File.WriteAllText(Path.Combine(_folder, "signing.key"), "cut");
        var wrong = Assert.Throws<SettingException>(() => SigningSecret.Open(null, DataFolder.Open(_folder)));
        Assert.Contains("it has 3 bytes", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "http://crowd.local:8000/api/v1/objects/a.b?x=1")]
    [InlineData("https://crowd.example.org", "https://crowd.example.org/api/v1/objects/a.b?x=1")]
    [InlineData("https://example.org/crowd/", "https://example.org/crowd/api/v1/objects/a.b?x=1")]
    public void A_relative_url_leads_to_the_public_address_or_where_the_request_went(string? publicUrl, string expected)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = ("http", new HostString("crowd.local:8000"));
        var address = new PublicAddress(publicUrl is null ? null : new Uri(publicUrl));
        Assert.Equal(expected, address.Absolute(new Uri("/api/v1/objects/a.b?x=1", UriKind.Relative), request).AbsoluteUri);
        Assert.Equal("https://s3.example/a", address.Absolute(new Uri("https://s3.example/a"), request).AbsoluteUri);
    }
}
