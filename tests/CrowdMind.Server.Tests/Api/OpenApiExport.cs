using System.Text.Json;
using CrowdMind.Server.Tests.Engines;

namespace CrowdMind.Server.Tests.Api;

/// <summary>The server writes its OpenAPI document to a file, for those who generate clients in a build.</summary>
public sealed class OpenApiExport(ApiGround ground) : ApiSpec(ground), IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "openapi.json");

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task What_is_written_is_what_is_served_whatever_the_settings()
    {
        var attempt = await StartAttempt.RunAsync(
            _folder.Path, ["--openapi", File], ("API_PREFIX", "/elsewhere"), ("APP_NAME", "Other"), ("PORT", "none"));
        Assert.Equal((0, ""), (attempt.ExitCode, attempt.Error));
        using var written = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(File));
        var served = (await Http.GetAsync("//openapi.json")).Expect(200).Json;
        Assert.True(JsonElement.DeepEquals(served, written.RootElement), "The two documents differ.");
    }

    [Fact]
    public async Task Writing_leaves_nothing_but_the_file()
    {
        await StartAttempt.RunAsync(_folder.Path, ["--openapi", File]);
        Assert.Equal([File], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("--openapi")]
    [InlineData("--openapi", "a", "b")]
    [InlineData("--openapi", "")]
    [InlineData("--openapi", "no/such/folder/openapi.json")]
    public async Task A_call_that_names_no_file_to_write_ends_with_one_sentence(params string[] arguments)
    {
        var attempt = await StartAttempt.RunAsync(_folder.Path, arguments);
        Assert.Equal(2, attempt.ExitCode);
        Assert.StartsWith("--openapi is '", attempt.Error, StringComparison.Ordinal);
        Assert.Single(attempt.Error.TrimEnd().Split('\n'));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
