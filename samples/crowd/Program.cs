using System.Runtime.InteropServices;
using Crowd;
using Crowd.Running;

var (options, problem) = CrowdOptions.Parse(args);
if (options is null)
{
    await (problem is null ? Console.Out : Console.Error).WriteLineAsync(problem ?? CrowdOptions.Help);
    return problem is null ? 0 : 2;
}

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopOnce);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopOnce);
return await Simulation.RunAsync(options, stop.Token);

// The first signal ends the run with its summary, a second one ends the process.
void StopOnce(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
