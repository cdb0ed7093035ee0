using CrowdMind.Benchmarks.Load;
using CrowdMind.Benchmarks.Processes;
using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>One measurement of what a server takes in, whatever database it is on.</summary>
internal static class IngestTrial
{
    private const int WarmUpLines = 20_000;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);

    /// <summary>Single posts over so many connections.</summary>
    public static async Task<double[]> PostAsync(
        Section section, CrowdMindServer server, int connections, TimeSpan duration, CancellationToken cancellation)
    {
        using Publishers publishers = new(server.Port, server.Post, connections);
        await Task.Delay(s_warmUp, cancellation);

        UsageMeter meter = new(server.Process);
        long before = publishers.Acknowledged;
        await Task.Delay(duration, cancellation);
        double[] figures = Figures(publishers.Acknowledged - before, meter.Read());
        publishers.Stop();
        if (publishers.Fault is { } fault)
            section.Fault($"{publishers.Refused} posts refused: {fault}");
        return figures;
    }

    /// <summary>One streamed upload.</summary>
    public static async Task<double[]> UploadAsync(Section section, CrowdMindServer server, int lines, CancellationToken cancellation)
    {
        await server.UploadAsync(WarmUpLines, cancellation);
        UsageMeter meter = new(server.Process);
        long accepted = await server.UploadAsync(lines, cancellation);
        double[] figures = Figures(accepted, meter.Read());
        if (accepted != lines)
            section.Fault($"{accepted:N0} of {lines:N0} lines were accepted");
        return figures;
    }

    private static double[] Figures(long rows, Usage usage) =>
    [
        rows / usage.Seconds, usage.ServerMicrosecondsEach(rows),
        usage.ServerPercent, usage.LoadPercent, usage.OthersPercent,
    ];
}
