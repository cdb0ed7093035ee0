using CrowdMind.Models;

namespace CrowdMind.Deployments;

/// <summary>Everything that an agent needs to start: one answer and no second question.</summary>
/// <param name="Deployment">What it is to run, and where it takes part.</param>
/// <param name="Model">The model it is to run, with its file; none when it has none.</param>
/// <param name="Url">Where the file is fetched from, perhaps relative to the server's root; none without a model.</param>
/// <param name="ExpiresAt">Until when the URL is good.</param>
/// <param name="At">When all this was so.</param>
public sealed record Boot(Deployment Deployment, Model? Model, Uri? Url, DateTimeOffset? ExpiresAt, DateTimeOffset At);
