using CrowdMind.Models;
using CrowdMind.Objects;

namespace CrowdMind.Deployments;

/// <summary>Puts together what an agent needs to start.</summary>
/// <param name="deployments">What agents are to run.</param>
/// <param name="models">The models.</param>
/// <param name="objects">Where their files are.</param>
/// <param name="time">The clock.</param>
public sealed class Boots(IDeploymentStore deployments, IModelStore models, IObjectStore objects, TimeProvider time)
{
    /// <summary>How often a model may be taken away between two questions.</summary>
    private const int Tries = 3;

    private static readonly TimeSpan UrlLifetime = TimeSpan.FromSeconds(Limits.BootUrlSeconds);

    /// <summary>Reads what an agent is to run and where it takes part; null when there is no such agent.</summary>
    public async Task<Deployment?> FindAsync(AgentId agentId, CancellationToken cancellationToken) =>
        (await deployments.ReadAsync([agentId], cancellationToken)).GetValueOrDefault(agentId);

    /// <summary>Reads all of it; null when there is no such agent.</summary>
    /// <exception cref="ObjectStoreUnavailableException">The store gives no URL for the file.</exception>
    public async Task<Boot?> ReadAsync(AgentId agentId, CancellationToken cancellationToken)
    {
        var found = await FindAsync(agentId, cancellationToken);
        return found is null ? null : await CompleteAsync(found, cancellationToken);
    }

    /// <summary>Adds the model and its URL to a deployment; null when there is no such agent any more.</summary>
    /// <exception cref="ObjectStoreUnavailableException">The store gives no URL for the file.</exception>
    public async Task<Boot?> CompleteAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        for (var left = Tries; left > 0; left--)
        {
            if (deployment.Desired is not { } desired)
                return new Boot(deployment, Model: null, Url: null, ExpiresAt: null, time.Now());
            if (await models.FindAsync(new ModelReference.ById(desired.ModelId), cancellationToken) is { File: { } file } model)
                return await SignAsync(deployment, model, file, cancellationToken);

            // It was deleted since, and so taken from the agent.
            if (await FindAsync(deployment.AgentId, cancellationToken) is not { } again)
                return null;
            deployment = again;
        }

        throw new InvalidOperationException($"Agent {deployment.AgentId} is to run a model that is not there.");
    }

    private async Task<Boot> SignAsync(
        Deployment deployment, Model model, ModelFile file, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var name = $"{model.Name}-{model.Version}.tflite";
        var url = await objects.SignUrlAsync(ObjectKey.Parse(file.StoragePath), UrlLifetime, name, cancellationToken)
            ?? throw new ObjectStoreUnavailableException($"The file of model {model.Id} is not at {file.StoragePath}.");
        return new Boot(deployment, model, url, now + UrlLifetime, now);
    }
}
