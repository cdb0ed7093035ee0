using CrowdMind.Models;

namespace CrowdMind.Deployments;

/// <summary>Puts together what an agent needs to start.</summary>
/// <param name="deployments">What agents are to run.</param>
/// <param name="models">The models.</param>
/// <param name="downloads">Where their files are to be had.</param>
/// <param name="time">The clock.</param>
public sealed class Boots(IDeploymentStore deployments, IModelStore models, ModelDownloads downloads, TimeProvider time)
{
    /// <summary>How often a model may be taken away between two questions.</summary>
    private const int Tries = 3;

    /// <summary>Reads what an agent is to run and where it takes part; null when there is no such agent.</summary>
    public async Task<Deployment?> FindAsync(AgentId agentId, CancellationToken cancellationToken) =>
        (await deployments.ReadAsync([agentId], cancellationToken)).GetValueOrDefault(agentId);

    /// <summary>Reads all of it; null when there is no such agent.</summary>
    public async Task<Boot?> ReadAsync(AgentId agentId, CancellationToken cancellationToken)
    {
        var found = await FindAsync(agentId, cancellationToken);
        return found is null ? null : await CompleteAsync(found, cancellationToken);
    }

    /// <summary>Adds the model and its URL to a deployment; null when there is no such agent any more.</summary>
    public async Task<Boot?> CompleteAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        for (var left = Tries; left > 0; left--)
        {
            if (deployment.Desired is not { } desired)
                return new Boot(deployment, Model: null, Download: null, time.Now());
            if (await models.FindAsync(new ModelReference.ById(desired.ModelId), cancellationToken) is { File: { } file } model)
            {
                var download = await downloads.SignAsync(model, file, Limits.DownloadSeconds, cancellationToken);
                return new Boot(deployment, model, download, time.Now());
            }

            // It was deleted since, and so taken from the agent.
            if (await FindAsync(deployment.AgentId, cancellationToken) is not { } again)
                return null;
            deployment = again;
        }

        throw new InvalidOperationException($"Agent {deployment.AgentId} is to run a model that is not there.");
    }
}
