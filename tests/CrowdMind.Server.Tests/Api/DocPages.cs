using System.Text.RegularExpressions;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Api;

/// <summary>The documentation pages live on this server alone.</summary>
public sealed partial class DocPages(ApiGround ground) : ApiSpec(ground)
{
    [Theory]
    [InlineData("docs")]
    [InlineData("redoc")]
    public async Task A_page_takes_everything_from_this_server(string name)
    {
        var (at, page) = await OpenAsync($"/{name}");
        Assert.Equal("text/html", page.MediaType);
        var parts = Parts().Matches(page.Text).Select(part => part.Groups["url"].Value).ToArray();
        Assert.NotEmpty(parts);
        foreach (var part in parts.Where(part => !part.StartsWith("data:", StringComparison.Ordinal)))
        {
            var target = new Uri(at, part);
            Assert.Equal(Http.BaseUri.Authority, target.Authority);
            var answer = (await Http.GetAsync("/" + target.PathAndQuery)).Expect(200);
            Assert.NotEmpty(answer.Body);
            if (answer.MediaType == "text/css")
                Assert.DoesNotMatch(ForeignStyle(), answer.Text);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("docs")]
    [InlineData("docs/oauth2-redirect.html")]
    [InlineData("redoc")]
    public async Task A_browser_is_told_to_load_nothing_from_elsewhere_and_to_run_no_inline_code(string name)
    {
        var (_, page) = await OpenAsync($"/{name}");
        var policy = page.Header("Content-Security-Policy") ?? "";
        Assert.Contains("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("//", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch(InlineCode(), page.Text);
    }

    [Theory]
    [InlineData("docs")]
    [InlineData("redoc")]
    public async Task A_page_shows_this_server_s_document(string name)
    {
        var (at, page) = await OpenAsync($"/{name}");
        var texts = new List<string> { page.Text };
        foreach (Match part in Parts().Matches(page.Text))
        {
            var url = part.Groups["url"].Value;
            if (url.EndsWith(".js", StringComparison.Ordinal))
                texts.Add((await Http.GetAsync("/" + new Uri(at, url).PathAndQuery)).Text);
        }
        Assert.Contains(texts, text => text.Contains("openapi.json", StringComparison.Ordinal));
    }

    private async Task<(Uri At, Answer Page)> OpenAsync(string path)
    {
        var at = new Uri(Http.BaseUri, path);
        var answer = await Http.GetAsync("/" + at.PathAndQuery);
        for (var hops = 0; hops < 3 && answer.Status is >= 301 and <= 308; hops++)
        {
            at = new Uri(at, answer.Header("Location"));
            answer = await Http.GetAsync("/" + at.PathAndQuery);
        }
        return (at, answer.Expect(200));
    }

    [GeneratedRegex("(?:src|href|spec-url)\\s*=\\s*[\"'](?<url>[^\"'#]+)[\"']", RegexOptions.IgnoreCase)]
    private static partial Regex Parts();

    [GeneratedRegex("<script(?![^>]*\\bsrc=)|<style|\\son\\w+\\s*=|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex InlineCode();

    [GeneratedRegex("(?:@import|url\\()\\s*[\"']?\\s*(?:https?:)?//", RegexOptions.IgnoreCase)]
    private static partial Regex ForeignStyle();
}
