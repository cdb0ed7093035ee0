using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Samples;

/// <summary>A key of an agent's own, as a device gets it.</summary>
internal sealed record AgentKey(string Id, string Spelling)
{
    /// <summary>How a sample is given it.</summary>
    public IReadOnlyDictionary<string, string> Environment => EnvironmentOf(Spelling);

    /// <summary>How a sample is given a key.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentOf(string key) => new Dictionary<string, string> { ["CROWDMIND_KEY"] = key };

    /// <summary>Makes one.</summary>
    public static async Task<AgentKey> MakeAsync(RestClient admin, Guid agent)
    {
        var made = (await admin.PostAsync("keys", $$"""{"name":"device","role":"agent","agent_id":"{{agent}}"}""")).Expect(201).Json;
        return new AgentKey($"{made.GetProperty("id")}", $"{made.GetProperty("key")}");
    }
}
