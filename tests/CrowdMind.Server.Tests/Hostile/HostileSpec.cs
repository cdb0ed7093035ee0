using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Something bad is done; whatever it was, afterwards the server still serves and nothing has changed.</summary>
[Collection(Name)]
public abstract class HostileSpec(HostileGround ground) : ServerSpec<HostileGround>(ground), IAsyncLifetime
{
    public const string Name = "hostile";

    private string _before = "";

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
}

[CollectionDefinition(HostileSpec.Name)]
public sealed class HostileTests : ICollectionFixture<HostileGround>;
