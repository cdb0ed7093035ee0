using CrowdMind.Benchmarks.Processes;
using CrowdMind.Benchmarks.Reports;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>Runs the scenarios asked for and writes the report to standard output.</summary>
internal static class BenchmarkRun
{
    private static readonly IScenario[] s_all =
    [
        new FanOutSaturated(), new FanOutSteady(), new Idle(), new Ingest(), new IngestPostgres(), new Replay(),
        new MakeDatasets(), new ExportDatasets(), new ModelFiles(), new ReadModels(),
        new SecondInstance(), new FanOutWithRedis(), new IdleExperiments(),
    ];

    /// <summary>Those that run only when they are named: they are long, and ask another question than how fast.</summary>
    private static readonly IScenario[] s_apart = [new Soak()];

    /// <summary>Zero when every delivery was in its place, whatever the speed.</summary>
    public static async Task<int> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        IScenario[] chosen = options.Scenarios.Count == 0 ? s_all : [.. options.Scenarios.Select(Find)];
        PinnedProcess.PinLoad();

        Console.WriteLine("# Measured\n");
        MachineFacts.WriteTo(Console.Out, options);
        bool isSound = true;
        foreach (IScenario scenario in chosen)
        {
            Section section = await scenario.RunAsync(options, cancellation);
            section.WriteTo(Console.Out);
            isSound &= section.IsSound;
        }

        return isSound ? 0 : 1;
    }

    private static IScenario Find(string name) =>
        Array.Find([.. s_all, .. s_apart], scenario => scenario.Name == name)
        ?? throw new OptionException($"there is no scenario {name}");
}
