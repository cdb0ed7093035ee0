using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Agents;

/// <summary>One server for the tests of agents and their models; each test makes its own.</summary>
public sealed class AgentGround : ServerGround;

/// <summary>What the tests of agents have in common.</summary>
[Collection(Name)]
public abstract class AgentSpec(AgentGround ground) : ServerSpec<AgentGround>(ground)
{
    public const string Name = "agents";
}

[CollectionDefinition(AgentSpec.Name)]
public sealed class AgentTests : ICollectionFixture<AgentGround>;
