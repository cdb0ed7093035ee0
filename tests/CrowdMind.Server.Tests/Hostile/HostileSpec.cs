namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Something bad is done; whatever it was, afterwards the server still serves and nothing has changed.</summary>
[Collection(Name)]
public abstract class HostileSpec(HostileGround ground) : IAsyncLifetime
{
    public const string Name = "hostile";

    private string _before = "";

    protected HostileGround Ground { get; } = ground;

    public async Task InitializeAsync() => _before = await Ground.StateAsync();

    public async Task DisposeAsync()
    {
        await Ground.StillServesAsync();
        Assert.Equal(_before, await Ground.StateAsync());
    }

    /// <summary>Puts the ids of the ground where a row of a theory has their names in braces.</summary>
    protected string Fill(string text) => text
        .Replace("{target}", Ground.Target, StringComparison.Ordinal)
        .Replace("{stopped}", Ground.Stopped, StringComparison.Ordinal)
        .Replace("{agent}", Ground.Agent, StringComparison.Ordinal)
        .Replace("{nobody}", Nobody, StringComparison.Ordinal);

    /// <summary>An id that belongs to nothing.</summary>
    protected const string Nobody = "01234567-89ab-7cde-8f01-23456789abcd";
}

[CollectionDefinition(HostileSpec.Name)]
public sealed class HostileTests : ICollectionFixture<HostileGround>;
