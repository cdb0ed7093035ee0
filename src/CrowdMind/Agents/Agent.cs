namespace CrowdMind.Agents;

/// <summary>A program or a device that reacts to experiments.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Type">What it is made of.</param>
/// <param name="Traits">A JSON object of the author's own, or none.</param>
/// <param name="CurrentModelId">The model assigned to it, or none.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record Agent(
    AgentId Id,
    string Name,
    AgentType Type,
    RawJson? Traits,
    Guid? CurrentModelId,
    DateTimeOffset CreatedAt);
