using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Access;

/// <summary>Every row of the table of docs/SECURITY.md, asked of a real server in each role.</summary>
[Collection(AccessCollection.Name)]
public sealed class RoleTests(AccessGround ground)
{
    private static readonly string[] Roles = ["viewer", "agent", "editor", "admin"];

    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        // The hub's methods have tests of their own; files' addresses hold their own proof.
        foreach (var row in Rows().Where(row => !row[0].StartsWith("hub ", StringComparison.Ordinal) && !row[0].Contains("/objects/", StringComparison.Ordinal)))
        {
            foreach (var (role, grant) in Roles.Zip(row[1..]))
                cells.Add($"{row[0]} {role}", grant);
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_role_may_what_the_table_says(string cell, string grant)
    {
        var (verb, path, role) = Read(cell);
        using var caller = ground.As(CredentialOf(role));
        var own = await StatusAsync(caller, verb, path, ground.Experiment, ground.Agent);
        var others = await StatusAsync(caller, verb, path, ground.OtherExperiment, ground.OtherAgent);
        Assert.NotEqual(401, own);
        Assert.NotEqual(401, others);
        Assert.Equal(grant == "–", own == 403);
        var checkedLater = path is "/reactions" or "/experiments/{id}/reactions" && verb == "POST";
        Assert.Equal(grant is "–" || (grant == "own" && !checkedLater), others == 403);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Nobody_gets_further_than_what_is_open_to_all(string cell, string grant)
    {
        var (verb, path, _) = Read(cell);
        using var stranger = ground.As(null);
        var status = await StatusAsync(stranger, verb, path, ground.Experiment, ground.Agent);
        Assert.Equal(grant != "all", status == 401);
    }

    private static IEnumerable<string[]> Rows() =>
        File.ReadLines(RepositoryFolder.Path("docs", "SECURITY.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(row => row.Select(text => text.Trim('`')).ToArray());

    private static (string Verb, string Path, string Role) Read(string cell)
    {
        var words = cell.Split(' ').Where(word => !word.EndsWith(',')).ToArray();
        return (words[0] == "WebSocket" ? "GET" : words[0], words[1], words[2]);
    }

    private string CredentialOf(string role) => role switch
    {
        "viewer" => AccessGround.Viewer,
        "agent" => ground.AgentKey,
        "editor" => AccessGround.Editor,
        _ => AccessGround.Admin,
    };

    /// <summary>The status of a request that can do no harm: ids of nothing, no body, no upgrade.</summary>
    private static async Task<int> StatusAsync(Caller caller, string verb, string path, string experiment, string agent)
    {
        var id = path.Contains("/experiments/", StringComparison.Ordinal) ? experiment
            : path.Contains("/agents/", StringComparison.Ordinal) ? agent
            : ServerGround.Nobody;
        var harmless = path.EndsWith("/start", StringComparison.Ordinal) || path.EndsWith("/stop", StringComparison.Ordinal) || verb == "DELETE";
        var filled = path
            .Replace("{id}", harmless ? ServerGround.Nobody : id, StringComparison.Ordinal)
            .Replace("{**key}", "models/nothing.tflite?expires=1&signature=x", StringComparison.Ordinal)
            .Replace("{agent_id}", ServerGround.Nobody, StringComparison.Ordinal);
        filled = string.Join('/', filled.Split('/').Select(part => part.StartsWith('{') ? ServerGround.Nobody : part));

        // A stream that opens would go on: a place that is none is refused after access was granted.
        if (path.EndsWith("/events", StringComparison.Ordinal))
            filled += "?after=none";
        var root = path.StartsWith("/hubs/", StringComparison.Ordinal) || path is "/openapi.json" or "/dashboard.json";
        return (await caller.SendAsync(verb, root ? "/" + filled : filled, null)).Status;
    }
}
