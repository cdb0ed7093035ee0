namespace CrowdMind.Agents;

/// <summary>A program or a device that reacts to experiments.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Type">What it is made of.</param>
/// <param name="Traits">A JSON object of the author's own, or none.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="MemoryBytes">The memory a model may use while it runs; null when nobody said.</param>
/// <param name="FlashBytes">The room there is for a model's file; null when nobody said.</param>
/// <param name="SupportedOperators">The operators its firmware knows; null when nobody said.</param>
/// <param name="Desired">The model it is to run, or none.</param>
/// <param name="Reported">What it last said of the model it has, or nothing yet.</param>
public sealed record Agent(
    AgentId Id,
    string Name,
    AgentType Type,
    RawJson? Traits,
    DateTimeOffset CreatedAt,
    long? MemoryBytes = null,
    long? FlashBytes = null,
    IReadOnlyList<SupportedOperator>? SupportedOperators = null,
    DesiredModel? Desired = null,
    ReportedModel? Reported = null)
{
    /// <summary>The model assigned to it, or none.</summary>
    public ModelId? CurrentModelId => Desired?.ModelId;
}
