namespace CrowdMind.Server.Wire;

/// <summary>A part that must work for the server to be ready.</summary>
internal interface IReadinessCheck
{
    /// <summary>The part: <c>database</c>, <c>backplane</c>, <c>object_store</c>.</summary>
    string Name { get; }

    /// <summary>What does the work.</summary>
    string Engine { get; }

    /// <summary>Tries the part; throws with a sentence when it does not work.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}
