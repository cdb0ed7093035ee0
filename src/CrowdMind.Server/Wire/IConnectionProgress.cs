namespace CrowdMind.Server.Wire;

/// <summary>How far a connection's peer has taken what was sent; a feature of the connection.</summary>
internal interface IConnectionProgress
{
    /// <summary>Bytes handed to the network so far.</summary>
    long BytesSent { get; }
}
