namespace CrowdMind.Server.Wire;

/// <summary>A part of the server that an engine stands behind: how it is opened, and how it is.</summary>
internal interface IReadinessCheck
{
    /// <summary>The part: <c>database</c>, <c>backplane</c>, <c>object_store</c>.</summary>
    string Name { get; }

    /// <summary>What does the work.</summary>
    string Engine { get; }

    /// <summary>Whether the server cannot do its work without it; otherwise it is only slower.</summary>
    bool IsEssential => true;

    /// <summary>
    /// Prepares the part before the server listens: connects, makes what is missing. Throws a
    /// <see cref="SettingException"/> when it cannot work as it is configured.
    /// </summary>
    Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Tries the part; throws with a sentence when it does not work.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}
