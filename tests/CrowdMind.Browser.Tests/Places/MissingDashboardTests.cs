using System.Net;
using CrowdMind.Server.Pages;
using CrowdMind.TestKit.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace CrowdMind.Browser.Tests.Places;

/// <summary>A server that was built without Node.</summary>
public sealed class MissingDashboardTests
{
    [Fact]
    public async Task Without_a_built_dashboard_the_page_says_how_to_get_it()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{FreePort.Next()}");
        await using var app = builder.Build();
        app.MapDashboard(new PageSettings("CrowdMind", "0.1.0", "/api/v1", 20), folder: "/nowhere");
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var page = await http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("install Node 20 or later", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var part = await http.GetAsync(new Uri("/assets/index.js", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, part.StatusCode);
        Assert.Contains("\"api_prefix\":\"/api/v1\"", await http.GetStringAsync(new Uri("/dashboard.json", UriKind.Relative)), StringComparison.Ordinal);
    }
}
