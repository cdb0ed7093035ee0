namespace CrowdMind.Server.Tests.Requests;

/// <summary>What the tests of one ground have in common.</summary>
public abstract class ServerSpec<TGround>(TGround ground)
    where TGround : ServerGround
{
    /// <inheritdoc cref="ServerGround.Nobody"/>
    protected const string Nobody = ServerGround.Nobody;

    protected TGround Ground { get; } = ground;

    protected Caller Http => Ground.Http;
}
