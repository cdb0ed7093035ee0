using System.Runtime.InteropServices;
using CrowdMind.Benchmarks;
using CrowdMind.Benchmarks.Peers;
using CrowdMind.Benchmarks.Scenarios;

using CancellationTokenSource stop = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    switch (args)
    {
        case ["run", .. string[] rest]:
            return await BenchmarkRun.RunAsync(BenchmarkOptions.Parse(rest), stop.Token);
        case ["peer", string port]:
            await SignalRPeer.RunAsync(int.Parse(port), stop.Token);
            return 0;
        case ["sqlite", string kind, string file, string amount]:
            Console.WriteLine(SqlitePeer.Run(kind, file, int.Parse(amount)));
            return 0;
        case ["files", string port, string folder]:
            await FilePeer.RunAsync(int.Parse(port), folder, stop.Token);
            return 0;
        case ["bogus", string file, string rows]:
            Console.WriteLine(BogusPeer.Run(file, int.Parse(rows)));
            return 0;
        default:
            Console.Error.WriteLine(BenchmarkOptions.Usage);
            return 2;
    }
}
catch (OptionException refusal)
{
    Console.Error.WriteLine(refusal.Message);
    Console.Error.WriteLine(BenchmarkOptions.Usage);
    return 2;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("stopped");
    return 130;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
