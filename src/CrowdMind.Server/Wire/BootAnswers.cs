using CrowdMind.Deployments;

namespace CrowdMind.Server.Wire;

/// <summary>Writes what an agent needs to start as clients read it.</summary>
/// <param name="address">Where clients reach the server.</param>
/// <param name="prefix">The API's prefix, empty for none.</param>
internal sealed class BootAnswers(PublicAddress address, string prefix)
{
    /// <summary>Where whoever sent the request reaches the server; to be kept when the request does not last.</summary>
    public ClientAddress AddressOf(HttpRequest request) =>
        new(address.RootOf(request), request.PathBase.ToUriComponent() + prefix);

    /// <summary>Writes it for a client.</summary>
    public static BootResponse Answer(Boot boot, ClientAddress client) => new(
        boot.Deployment.AgentId,
        boot.Model is { } model ? new BootModel(model.Id, model.Name, model.Version ?? "", model.TargetDevice, model.Labels) : null,
        boot.Model?.File?.Signature,
        boot.Download is { } download ? PublicAddress.Absolute(download.Url, client.Root) : null,
        boot.Download?.ExpiresAt,
        boot.Model?.File?.Checksum,
        boot.Model?.File?.Size,
        boot.Model is null ? null : boot.Deployment.Desired?.AssignedAt,
        [.. boot.Deployment.Experiments.Select(one => new BootExperiment(
            one.Id, one.Name, one.Status, one.Head, $"{client.Path}/ws/experiments/{one.Id}"))],
        boot.At);
}
