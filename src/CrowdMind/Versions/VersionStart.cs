using CrowdMind.Generation;
using CrowdMind.Schemas;

namespace CrowdMind.Versions;

/// <summary>How asking for a version began.</summary>
public abstract record VersionStart
{
    private VersionStart()
    {
    }

    /// <summary>It is being made.</summary>
    /// <param name="Generation">The job.</param>
    public sealed record Started(GenerationStart Generation) : VersionStart;

    /// <summary>The name has that version already.</summary>
    /// <param name="Id">The one that has it.</param>
    public sealed record Taken(DatasetId Id) : VersionStart;

    /// <summary>Schema and labels do not go together.</summary>
    /// <param name="Errors">At least one.</param>
    public sealed record Invalid(IReadOnlyList<SchemaError> Errors) : VersionStart;

    /// <summary>So many wait already that it should be asked for again later.</summary>
    public sealed record Busy : VersionStart;
}
