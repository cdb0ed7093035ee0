namespace CrowdMind.Server.Wire;

/// <summary>
/// Finds out whether a part of the server would open as it is configured, and changes nothing: it makes no file, no table
/// and no bucket, and takes nothing from a server that runs.
/// </summary>
internal interface IInspection
{
    /// <summary>The part, as in <see cref="IReadinessCheck.Name"/>.</summary>
    string Name { get; }

    /// <summary>What does the work.</summary>
    string Engine { get; }

    /// <summary>Looks at the part.</summary>
    /// <returns>What it found, and what a start would do, in a few words.</returns>
    /// <exception cref="SettingException">A start would fail.</exception>
    Task<string> RunAsync(CancellationToken cancellationToken);
}
