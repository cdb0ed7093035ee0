using System.Diagnostics;
using System.Security.Cryptography;
using CrowdMind.Benchmarks.Reports;
using CrowdMind.TestKit.Tflite;
using CrowdMind.Tflite;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>How long reading a model's signature takes, beside hashing the same bytes, which an upload does anyway.</summary>
internal sealed class ReadModels : IScenario
{
    private const int WeightBytes = 20_000_000;
    private const int ManyOperators = 10_000;
    private const int WarmUpReads = 200;
    private const int Reads = 500;
    private const string Hashing = "SHA-256 of 20 MB";
    private const string Heavy = "20 MB of weights";
    private const string Long = "20 MB of weights, 10,000 operators";

    public string Name => "tflite";

    public async Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        Section section = new(
            "Models: reading a signature",
            "A `.tflite` file that is in memory already, read and checked. The real ones are MediaPipe's.",
            new("ms", "F3"),
            new("KB allocated", "N0"));
        byte[] heavy = new TfliteSample { WeightBytes = WeightBytes }.Build();
        byte[] many = WithChain(new TfliteSample { WeightBytes = WeightBytes }, ManyOperators);
        await section.MeasureAsync(
            options,
            [
                new(Hashing, _ => Task.FromResult<double[]>([Milliseconds(5, () => SHA256.HashData(heavy)), 0])),
                new(Heavy, _ => Task.FromResult(Measure(heavy))),
                new(Long, _ => Task.FromResult(Measure(many))),
                .. RealModels.All.Select(model =>
                    new Contestant(model.Name, _ => Task.FromResult(Measure(RealModels.Read(model.Name))))),
            ],
            cancellation);
        section.Compare("time", 0, Long, Hashing, "aim: little");
        return section;
    }

    private static double[] Measure(byte[] model)
    {
        if (TfliteReader.Read(model) is not TfliteOutcome.Valid)
            throw new OptionException("a model of the benchmark is not sound");
        for (int read = 0; read < WarmUpReads; read++)
            TfliteReader.Read(model);
        long before = GC.GetAllocatedBytesForCurrentThread();
        TfliteReader.Read(model);
        double allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000.0;
        return [Milliseconds(Reads, () => TfliteReader.Read(model)), allocated];
    }

    /// <summary>The median, which a machine that does something else in between leaves alone.</summary>
    private static double Milliseconds(int times, Action action)
    {
        double[] measured = new double[times];
        for (int time = 0; time < times; time++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            measured[time] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(measured);
        return measured[times / 2];
    }

    /// <summary>The sample with as many more operators, each of which takes what the one before gave.</summary>
    private static byte[] WithChain(TfliteSample sample, int operators)
    {
        FlatDraft model = sample.Draft();
        FlatDraft graph = model.Tables(2)[0];
        FlatDraft[] tensors = graph.Tables(0);
        FlatDraft Link(int link) => new FlatDraft().Set(0, 1u)
            .Set(1, new[] { link == 0 ? 1 : tensors.Length + link - 1 }).Set(2, new[] { tensors.Length + link })
            .Set(3, (byte)9).Set(4, new FlatDraft().Set(0, 1f));
        FlatDraft Between(int link) => new FlatDraft().Set(0, new[] { 1, 3 + (link % 64) }).Set(3, $"between {link}");
        graph.Set(0, tensors.Concat(Enumerable.Range(0, operators).Select(Between)).ToArray());
        graph.Set(3, graph.Tables(3).Concat(Enumerable.Range(0, operators).Select(Link)).ToArray());
        return FlatBufferWriter.Write(model, "TFL3");
    }
}
