namespace CrowdMind.House.Tests.Layout;

/// <summary>
/// The floors of the house. A line may look down, never up, and rooms on one floor do not see each other. A new room
/// gets its line here first.
/// </summary>
public static class Floors
{
    /// <summary>Room, as a namespace, to floor.</summary>
    public static IReadOnlyDictionary<string, int> Table { get; } = new Dictionary<string, int>
    {
        // The process: names everything, decides nothing else.
        ["CrowdMind.Server"] = 61,
        ["CrowdMind.Server.Hosting"] = 60,

        // Four wings with no corridor between them. The sub-rooms of a wing do not see each other either, only what
        // stands in the wing's own folder.
        ["CrowdMind.Server.Api"] = 50,
        ["CrowdMind.Server.Transports"] = 50,
        ["CrowdMind.Server.Transports.SignalR"] = 50,
        ["CrowdMind.Server.Transports.WebSockets"] = 50,
        ["CrowdMind.Server.Transports.ServerSentEvents"] = 50,
        ["CrowdMind.Server.Pages"] = 50,
        ["CrowdMind.Server.Engines"] = 50,
        ["CrowdMind.Server.Engines.Sqlite"] = 50,
        ["CrowdMind.Server.Engines.Postgres"] = 50,
        ["CrowdMind.Server.Engines.Redis"] = 50,
        ["CrowdMind.Server.Engines.Objects"] = 50,

        // Shapes of bytes; who may do what.
        ["CrowdMind.Server.Wire"] = 45,
        ["CrowdMind.Server.Csv"] = 45,
        ["CrowdMind.Server.Access"] = 45,
        ["CrowdMind.Server.Vocabularies"] = 45,
        ["CrowdMind.Server.Telemetry"] = 45,

        // ============ project line: no ASP.NET and no data package below ============

        // How versions of datasets come about.
        ["CrowdMind.Versions"] = 42,

        // Followers of the log that compute; runs that make datasets; followers of agents.
        ["CrowdMind.Insights"] = 40,
        ["CrowdMind.Generation"] = 40,
        ["CrowdMind.Watches"] = 40,

        // How long logs are kept.
        ["CrowdMind.Retention"] = 40,

        // A crowd for whoever has none yet.
        ["CrowdMind.Demo"] = 40,

        // The one way to follow a log, the one way to write it, how rows are made, how a model gets its file.
        ["CrowdMind.Feeds"] = 30,
        ["CrowdMind.Recording"] = 30,
        ["CrowdMind.Synthesis"] = 30,
        ["CrowdMind.Uploads"] = 30,

        // How the rows of files become rows of datasets.
        ["CrowdMind.Imports"] = 35,

        // What carries batches of the log between the two, and between instances.
        ["CrowdMind.Backplanes"] = 25,

        // What a generated dataset looks like, computed while it is made.
        ["CrowdMind.Profiles"] = 25,

        // The contracts and formats all of these stand on.
        ["CrowdMind.Schemas"] = 20,
        ["CrowdMind.Segments"] = 20,
        ["CrowdMind.Logs"] = 20,
        ["CrowdMind.Tflite"] = 20,

        // Which agent runs which model, and where it takes part.
        ["CrowdMind.Deployments"] = 20,

        // Random numbers that are the same on every machine.
        ["CrowdMind.Randomness"] = 10,

        // Nouns, and the port that keeps each.
        ["CrowdMind.Experiments"] = 10,
        ["CrowdMind.Agents"] = 10,
        ["CrowdMind.Models"] = 10,
        ["CrowdMind.Datasets"] = 10,
        ["CrowdMind.Objects"] = 10,
        ["CrowdMind.Keys"] = 10,

        // What somebody did, who came with a key.
        ["CrowdMind.Audits"] = 20,

        // Ids, limits, refusals.
        ["CrowdMind"] = 0,
    };

    /// <summary>Rooms whose sub-folders are rooms of their own.</summary>
    public static IReadOnlySet<string> Wings { get; } = new HashSet<string>
    {
        "CrowdMind.Server.Transports",
        "CrowdMind.Server.Engines",
    };
}
