using CrowdMind.Models;
using CrowdMind.Objects;

namespace CrowdMind.Deployments;

/// <summary>Everything that an agent needs to start: one answer and no second question.</summary>
/// <param name="Deployment">What it is to run, and where it takes part.</param>
/// <param name="Model">The model it is to run, with its file; none when it has none.</param>
/// <param name="Download">Where the file is to be had; none without a model, or when the object store has lost it.</param>
/// <param name="At">When all this was so.</param>
public sealed record Boot(Deployment Deployment, Model? Model, SignedFile? Download, DateTimeOffset At);
