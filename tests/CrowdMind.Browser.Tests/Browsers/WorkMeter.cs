using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace CrowdMind.Browser.Tests.Browsers;

/// <summary>
/// Measures what a page's own thread does, from the browser's trace of its tasks. What counts is processor time, which does
/// not depend on what else the machine has to do.
/// </summary>
internal sealed class WorkMeter
{
    private const string Task = "RunTask";
    private const string Frame = "a frame begins";
    private const string ThreadName = "thread_name";
    private const double Microseconds = 1000;

    private readonly ICDPSession _session;
    private readonly ConcurrentQueue<JsonElement> _trace = new();
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WorkMeter(ICDPSession session)
    {
        _session = session;
        session.Event("Tracing.dataCollected").OnEvent += (_, data) => Keep(data!.Value);
        session.Event("Tracing.tracingComplete").OnEvent += (_, _) => _complete.TrySetResult();
    }

    /// <summary>Begins to measure a page.</summary>
    public static async Task<WorkMeter> StartAsync(IPage page)
    {
        var meter = new WorkMeter(await page.Context.NewCDPSessionAsync(page));
        string[] categories = ["disabled-by-default-devtools.timeline", "blink.user_timing", "__metadata"];
        await meter._session.SendAsync("Tracing.start", new()
        {
            ["transferMode"] = "ReportEvents",
            ["traceConfig"] = new Dictionary<string, object> { ["includedCategories"] = categories },
        });
        await page.EvaluateAsync(
            $$"""
            () => {
              const next = () => { performance.mark('{{Frame}}'); requestAnimationFrame(next); };
              requestAnimationFrame(next);
            }
            """);
        return meter;
    }

    /// <summary>The bytes that the page's objects hold after a collection.</summary>
    public static async Task<long> HeapBytesAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        var answer = await session.SendAsync("Runtime.getHeapUsage");
        await session.DetachAsync();
        return (long)answer!.Value.GetProperty("usedSize").GetDouble();
    }

    /// <summary>Ends measuring.</summary>
    public async Task<PageWork> StopAsync()
    {
        await _session.SendAsync("Tracing.end");
        await _complete.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return Sum([.. _trace]);
    }

    private void Keep(JsonElement data)
    {
        foreach (var entry in data.GetProperty("value").EnumerateArray())
        {
            if (entry.GetProperty("name").GetString() is Task or Frame or ThreadName)
                _trace.Enqueue(entry.Clone());
        }
    }

    private static PageWork Sum(IReadOnlyList<JsonElement> trace)
    {
        long page = ThreadOf(trace.Single(entry => IsNamed(entry, ThreadName)
            && entry.GetProperty("args").GetProperty("name").ValueEquals("CrRendererMain")));
        var mine = trace.Where(entry => ThreadOf(entry) == page && !IsNamed(entry, ThreadName))
            .OrderBy(entry => Number(entry, "ts")).ThenBy(entry => IsNamed(entry, Frame));
        var (frames, longest, longestByTheClock, sum, hasDrawn) = (new List<double>(), 0.0, 0.0, 0.0, false);
        foreach (var entry in mine)
        {
            // A frame's callbacks, layout and painting are one task, within which its callbacks are told of.
            if (IsNamed(entry, Frame))
            {
                hasDrawn = true;
                continue;
            }

            if (hasDrawn)
                frames.Add(sum);
            (sum, hasDrawn) = (hasDrawn ? 0 : sum, false);
            sum += Number(entry, "tdur") / Microseconds;
            longest = Math.Max(longest, Number(entry, "tdur") / Microseconds);
            longestByTheClock = Math.Max(longestByTheClock, Number(entry, "dur") / Microseconds);
        }

        Assert.NotEmpty(frames);
        return new PageWork(frames, longest, longestByTheClock);
    }

    private static bool IsNamed(JsonElement entry, string name) => entry.GetProperty("name").ValueEquals(name);

    private static long ThreadOf(JsonElement entry) => entry.GetProperty("tid").GetInt64();

    private static double Number(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) ? value.GetDouble() : 0;
}
