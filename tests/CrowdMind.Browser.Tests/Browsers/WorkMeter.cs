using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace CrowdMind.Browser.Tests.Browsers;

/// <summary>
/// What a page's own thread does. Of each frame it takes the time from its first callback to the end of its style, layout and
/// painting; of the whole the processor time, which does not depend on what else the machine does; and tasks that block.
/// </summary>
internal sealed class WorkMeter(IPage page, ICDPSession session)
{
    private const string Meter =
        """
        () => {
          const work = (window.work = { frames: [], blocked: [] });
          new PerformanceObserver((list) => work.blocked.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
          const channel = new MessageChannel();
          let began = 0;
          channel.port1.onmessage = () => { work.frames.push(performance.now() - began); began = 0; };
          const original = window.requestAnimationFrame.bind(window);
          window.requestAnimationFrame = (call) => original((now) => {
            if (began === 0) { began = performance.now(); channel.port2.postMessage(0); }
            call(now);
          });
        }
        """;

    /// <summary>Begins to measure.</summary>
    public static async Task<WorkMeter> StartAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        await page.EvaluateAsync(Meter);
        return new WorkMeter(page, session);
    }

    /// <summary>The processor seconds that the page's thread has used so far.</summary>
    public async Task<double> ProcessorSecondsAsync()
    {
        var answer = await session.SendAsync("Performance.getMetrics");
        return answer!.Value.GetProperty("metrics").EnumerateArray()
            .Single(metric => metric.GetProperty("name").ValueEquals("TaskDuration")).GetProperty("value").GetDouble();
    }

    /// <summary>The bytes that the page's objects hold after a collection.</summary>
    public async Task<long> HeapBytesAsync()
    {
        await session.SendAsync("HeapProfiler.collectGarbage");
        var answer = await session.SendAsync("Runtime.getHeapUsage");
        return (long)answer!.Value.GetProperty("usedSize").GetDouble();
    }

    /// <summary>The milliseconds of each frame, and of each task that took more than 50.</summary>
    public async Task<(double[] Frames, double[] Blocked)> ReadAsync()
    {
        var work = await page.EvaluateAsync<JsonElement>("() => window.work");
        return (Numbers(work, "frames"), Numbers(work, "blocked"));
    }

    /// <summary>The value that a share of all do not exceed.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }

    /// <summary>A figure for people.</summary>
    public static string Say(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static double[] Numbers(JsonElement work, string name) =>
        [.. work.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
