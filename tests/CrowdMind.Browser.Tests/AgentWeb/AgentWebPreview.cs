using System.Globalization;
using CrowdMind.TestKit;

namespace CrowdMind.Browser.Tests.AgentWeb;

/// <summary>samples/agent-web as its preview serves it, which passes the API on to a server.</summary>
internal static class AgentWebPreview
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Serves the page at an address.</summary>
    public static async Task<SampleProcess> StartAsync(Uri page, Uri server)
    {
        var sample = RepositoryFolder.Path("samples", "agent-web");
        Assert.True(File.Exists(Path.Combine(sample, "out", "index.html")), $"Run npm ci and npm run build in {sample} first.");
        var preview = SampleProcess.Start(
            "node",
            [
                Path.Combine(sample, "node_modules", "vite", "bin", "vite.js"), "preview", sample,
                "--host", "127.0.0.1", "--strictPort", "--port", page.Port.ToString(CultureInfo.InvariantCulture),
            ],
            new Dictionary<string, string> { ["CROWDMIND_URL"] = server.OriginalString, ["NO_COLOR"] = "1" });
        await Eventually.TrueAsync(
            () => preview.Lines.Any(line => line.Contains($":{page.Port}", StringComparison.Ordinal)),
            Patience, () => $"the preview served. Notes:\n{preview.Notes}");
        return preview;
    }
}
