using CrowdMind.House.Tests.Layout;
using CrowdMind.House.Tests.Sources;

namespace CrowdMind.House.Tests.Planted;

/// <summary>Small made-up sources to feed to the rules.</summary>
internal static class Plant
{
    /// <summary>A file src/{place}/Planted{n}.cs in the namespace its folder asks for.</summary>
    public static SourceFile At(string place, string body, string usings = "") =>
        new($"src/{place}/Planted.cs", $"{usings}\nnamespace {place.Replace('/', '.')};\n{body}\n");

    public static SourceFile File(string path, params string[] lines) => new(path, string.Join('\n', lines));

    /// <summary>A plan in which each of the rooms holds one type, and the given files besides.</summary>
    public static Plan PlanWith(params SourceFile[] files) => new(
    [
        At("CrowdMind", "public readonly record struct Seq(long Value);"),
        At("CrowdMind/Agents", "public sealed record Agent;"),
        At("CrowdMind/Logs", "public sealed record LogPage;"),
        At("CrowdMind/Feeds", "public sealed class Feed;"),
        At("CrowdMind/Recording", "public sealed class LogWriter;"),
        At("CrowdMind.Server", "public sealed class Startup;"),
        At("CrowdMind.Server/Hosting", "public sealed class ServerOptions;"),
        At("CrowdMind.Server/Wire", "public static class EventJson;"),
        At("CrowdMind.Server/Api", "public sealed class Problem;"),
        At("CrowdMind.Server/Transports", "public enum Ending;"),
        At("CrowdMind.Server/Transports/SignalR", "public sealed class ExperimentHub;"),
        At("CrowdMind.Server/Transports/WebSockets", "public sealed class Socket;"),
        At("CrowdMind.Server/Engines/Sqlite", "public sealed class SqliteLog;"),
        At("CrowdMind.Server/Engines/Postgres", "public sealed class PostgresLog;"),
        .. files,
    ]);
}
