using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Api;

/// <summary>One server and one agent for the REST contract; each test makes its own experiments.</summary>
public sealed class ApiGround : ServerGround
{
    /// <summary>An agent for every test.</summary>
    public string Agent { get; private set; } = "";

    protected override async Task PrepareAsync() => Agent = await Http.NewAgentAsync();
}
