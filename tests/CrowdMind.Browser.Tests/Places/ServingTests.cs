using System.Net;
using CrowdMind.Browser.Tests.Browsers;

namespace CrowdMind.Browser.Tests.Places;

/// <summary>How the page and its parts are served.</summary>
public sealed class ServingTests(BrowserFixture here) : IClassFixture<BrowserFixture>, IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = here.Server.BaseUri };

    [Fact]
    public async Task The_page_is_asked_for_each_time_and_lets_nothing_in_from_elsewhere()
    {
        using var answer = await _http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));

        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var same = await _http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task Its_parts_are_kept_for_ever_since_their_names_hold_their_hash()
    {
        string page = await _http.GetStringAsync(new Uri("/", UriKind.Relative));
        string script = page[(page.IndexOf("src=\"./", StringComparison.Ordinal) + 7)..];
        using var answer = await _http.GetAsync(new Uri("/" + script[..script.IndexOf('"', StringComparison.Ordinal)], UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
        Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/assets/none.js")]
    [InlineData("/assets/../CrowdMind.Server.dll")]
    [InlineData("/assets/%2e%2e/%2e%2e/CrowdMind.Server.dll")]
    public async Task What_is_no_part_of_it_is_not_there(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    public void Dispose() => _http.Dispose();
}
