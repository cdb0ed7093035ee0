namespace CrowdMind.Server.Access;

/// <summary>How far a role has a permission.</summary>
internal enum Grant
{
    /// <summary>Not at all.</summary>
    No,

    /// <summary>For what is its own.</summary>
    Own,

    /// <summary>For everything.</summary>
    Yes,
}
