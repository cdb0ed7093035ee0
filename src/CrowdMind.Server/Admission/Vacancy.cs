namespace CrowdMind.Server.Admission;

/// <summary>Whether there was a place.</summary>
internal enum Vacancy
{
    /// <summary>There was.</summary>
    Free,

    /// <summary>The party has all it may have.</summary>
    NoneForParty,

    /// <summary>All are taken.</summary>
    None,
}
