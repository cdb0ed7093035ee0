using CrowdMind.Agents;
using CrowdMind.Experiments;
using CrowdMind.Logs;

namespace CrowdMind.TestKit.Engines;

/// <summary>An engine opened on some data, as one instance of the server has it. Disposing closes it; the data stays.</summary>
public interface ILogEngine : IAsyncDisposable
{
    /// <summary>The logs.</summary>
    IExperimentLog Log { get; }

    /// <summary>The experiments.</summary>
    IExperimentStore Experiments { get; }

    /// <summary>The agents.</summary>
    IAgentStore Agents { get; }

    /// <summary>
    /// Begins a transaction that has appended an event to the experiment's log, and holds it open. Disposing rolls it back.
    /// </summary>
    Task<IAsyncDisposable> HoldWriterAsync(ExperimentId experimentId);
}
