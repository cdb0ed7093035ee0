using CrowdMind.Experiments;
using CrowdMind.Models;

namespace CrowdMind.Server.Wire;

/// <summary>Everything that an agent needs to start.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="Model">The model it is to run; the members about it are null when there is none.</param>
/// <param name="Signature">What the model takes, gives and needs.</param>
/// <param name="Url">Where its file is fetched from, without any other credential.</param>
/// <param name="ExpiresAt">Until when the URL is good.</param>
/// <param name="Checksum">The file's SHA-256.</param>
/// <param name="Size">The file's bytes.</param>
/// <param name="AssignedAt">When it was assigned.</param>
/// <param name="Experiments">The drafts and running experiments it takes part in, newest first.</param>
/// <param name="ServerTime">The server's clock, for an agent that has none.</param>
internal sealed record BootResponse(
    AgentId AgentId,
    BootModel? Model,
    ModelSignature? Signature,
    Uri? Url,
    DateTimeOffset? ExpiresAt,
    string? Checksum,
    long? Size,
    DateTimeOffset? AssignedAt,
    IReadOnlyList<BootExperiment> Experiments,
    DateTimeOffset ServerTime);

/// <summary>A model, as an agent has to know it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="TargetDevice">What it is meant to run on, in its author's words.</param>
/// <param name="Labels">What its classes are called, in the order of its output.</param>
internal sealed record BootModel(ModelId Id, string Name, string Version, string? TargetDevice, IReadOnlyList<string> Labels);

/// <summary>An experiment, as an agent has to know it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Draft or running.</param>
/// <param name="Head">The head of its log.</param>
/// <param name="WebsocketPath">The path of its WebSocket on this server.</param>
internal sealed record BootExperiment(ExperimentId Id, string Name, ExperimentStatus Status, Seq Head, string WebsocketPath);
