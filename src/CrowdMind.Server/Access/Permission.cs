namespace CrowdMind.Server.Access;

/// <summary>What a route, a hub method or a socket asks of whoever uses it. Each states one.</summary>
internal enum Permission
{
    /// <summary>Nothing: it tells nothing that is private, or carries its own proof, as signed URLs do.</summary>
    Open,

    /// <summary>A credential of any role.</summary>
    Connect,

    /// <summary>To read what there is.</summary>
    Read,

    /// <summary>To read an experiment and follow its log; of an agent: that it takes part.</summary>
    Follow,

    /// <summary>To read an agent and what it is to run; of an agent: that it is the one.</summary>
    ReadAgent,

    /// <summary>To publish reactions; of an agent: its own, which is checked for each.</summary>
    Publish,

    /// <summary>To report how far an agent is with its model; of an agent: that it is the one.</summary>
    Report,

    /// <summary>To make, change, run and delete.</summary>
    Edit,

    /// <summary>To make and revoke keys, and to read the audit.</summary>
    Administer,
}
