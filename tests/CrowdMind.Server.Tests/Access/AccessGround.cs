using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Access;

/// <summary>A server in production that takes keys of its configuration, keys made there, and tokens signed with a secret.</summary>
public sealed class AccessGround() : ServerGround(new Dictionary<string, string>
{
    ["ENV"] = "prod",
    ["API_KEYS"] = $"ops:admin:{Admin}, desk:editor:{Editor}, wall:viewer:{Viewer}",
    ["JWT_SECRET"] = Secret,
    ["JWT_ISSUER"] = Tokens.Issuer,
    ["JWT_AUDIENCE"] = Tokens.Audience,
    ["CORS_ORIGINS"] = FriendlyOrigin,

    // So that who tries many credentials can come from many addresses.
    ["TRUSTED_PROXIES"] = "127.0.0.1",
})
{
    internal const string Admin = "an-admin-s-key-of-these-tests-0123456789";
    internal const string Editor = "an-editor-s-key-of-these-tests-0123456789";
    internal const string Viewer = "a-viewer-s-key-of-these-tests-0123456789";
    internal const string Secret = "the secret of the issuer of these tests";
    internal const string FriendlyOrigin = "https://friends.example";

    /// <summary>An experiment in which <see cref="Agent"/> takes part, and one in which it does not.</summary>
    public string Experiment { get; private set; } = "";

    public string OtherExperiment { get; private set; } = "";

    /// <summary>The agent of <see cref="AgentKey"/>, and another one.</summary>
    public string Agent { get; private set; } = "";

    public string OtherAgent { get; private set; } = "";

    /// <summary>A key bound to <see cref="Agent"/>.</summary>
    public string AgentKey { get; private set; } = "";

    protected override string? Credential => Admin;

    /// <summary>An address of a network that nobody else comes from.</summary>
    internal static string NewAddress() => $"2001:db8:{Random.Shared.Next(0x10000):x}:{Random.Shared.Next(0x10000):x}::1";

    /// <summary>A client with another credential; none for null.</summary>
    internal Caller As(string? credential) => new(Server.BaseUri, credential: credential);

    /// <summary>Makes a key.</summary>
    internal async Task<(string Id, string Key)> NewKeyAsync(string role, string? agent = null)
    {
        var made = (await Http.PostAsync("/keys", JsonSerializer.Serialize(new { name = role, role, agent_id = agent }))).Expect(201).Json;
        return (made.GetProperty("id").GetString()!, made.GetProperty("key").GetString()!);
    }

    internal async Task<string> NewTicketAsync(string credential, string subject)
    {
        using var http = As(credential);
        return (await http.PostAsync($"/{subject}/tickets")).Expect(201).Json.GetProperty("ticket").GetString()!;
    }

    protected override async Task PrepareAsync()
    {
        (Experiment, OtherExperiment) = (await Http.NewExperimentAsync(), await Http.NewExperimentAsync());
        (Agent, OtherAgent) = (await Http.NewAgentAsync(), await Http.NewAgentAsync());
        (await Http.SendAsync("PUT", $"/experiments/{Experiment}/agents/{Agent}", null)).Expect(204);
        AgentKey = (await NewKeyAsync("agent", Agent)).Key;
    }
}

[CollectionDefinition(Name)]
public sealed class AccessCollection : ICollectionFixture<AccessGround>
{
    public const string Name = "access";
}
