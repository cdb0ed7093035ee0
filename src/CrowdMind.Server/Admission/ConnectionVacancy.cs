namespace CrowdMind.Server.Admission;

/// <summary>Whether there may be one more live connection.</summary>
internal enum ConnectionVacancy
{
    /// <summary>There may.</summary>
    Free,

    /// <summary>The caller has all it may have.</summary>
    NoneForCaller,

    /// <summary>From the address come all that may.</summary>
    NoneForAddress,
}
