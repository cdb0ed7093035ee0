using System.Globalization;

namespace Crowd;

/// <summary>What the command line asks for.</summary>
internal sealed record CrowdOptions
{
    public const string Help = """
        A crowd of agents with moods that react in one CrowdMind experiment, and a check that every reaction the
        server acknowledged comes back exactly once and in order.

        crowd [options]
          --url URL          the API with its prefix (http://localhost:8000/api/v1)
          --experiment ID    the experiment to react in; without it one is made, started, and stopped at the end
          --agents N         how many agents (20)
          --rate N           reactions a second, of all agents together (20)
          --seconds N        how long; 0 is until Ctrl-C (30)
          --transport NAME   ws, rest or ndjson (ws)
          --connections N    over how many connections the agents send (4)
          --seed N           the same seed gives the same personalities (drawn)
          --help

        A server that asks for credentials is given CROWDMIND_KEY of the environment: a key or a token of an editor.
        It ends with 0 when all is well, 1 when something acknowledged did not come back as it should or the run
        could not go on, 2 when the options are wrong.
        """;

    public Uri Url { get; private init; } = new("http://localhost:8000/api/v1/");

    public Guid? Experiment { get; private init; }

    public int Agents { get; private init; } = 20;

    public double Rate { get; private init; } = 20;

    public double Seconds { get; private init; } = 30;

    public string Transport { get; private init; } = "ws";

    public int Connections { get; private init; } = 4;

    public int Seed { get; private init; } = Random.Shared.Next();

    /// <summary>The options, or the sentence that says what is wrong, or neither when help is asked for.</summary>
    public static (CrowdOptions? Options, string? Problem) Parse(IReadOnlyList<string> args)
    {
        var options = new CrowdOptions();
        for (int at = 0; at < args.Count; at += 2)
        {
            if (args[at] is "--help" or "-h")
                return (null, null);
            if (at + 1 == args.Count)
                return (null, $"{args[at]} needs a value. See --help.");
            var (read, expected) = options.With(args[at], args[at + 1]);
            if (expected is null)
                return (null, $"There is no option {args[at]}. See --help.");
            if (read is null)
                return (null, $"{args[at]} must be {expected}, not '{args[at + 1]}'.");
            options = read;
        }

        return (options, null);
    }

    private (CrowdOptions? Options, string? Expected) With(string name, string value) => name switch
    {
        "--url" => (HttpUrl(value) is { } url ? this with { Url = url } : null, "an http:// or https:// address"),
        "--experiment" => (Guid.TryParse(value, out var id) ? this with { Experiment = id } : null, "a UUID"),
        "--agents" => (Number(value, 1, 100_000) is { } n ? this with { Agents = (int)n } : null, "1 to 100000"),
        "--rate" => (Number(value, 0.01, 1_000_000) is { } n ? this with { Rate = n } : null, "0.01 to 1000000"),
        "--seconds" => (Number(value, 0, 604_800) is { } n ? this with { Seconds = n } : null, "0 to 604800"),
        "--transport" => (IsTransport(value) ? this with { Transport = value } : null, "ws, rest or ndjson"),
        "--connections" => (Number(value, 1, 1000) is { } n ? this with { Connections = (int)n } : null, "1 to 1000"),
        "--seed" => (int.TryParse(value, out int n) ? this with { Seed = n } : null, "a whole number"),
        _ => (null, null),
    };

    private static bool IsTransport(string value) => value is "ws" or "rest" or "ndjson";

    private static double? Number(string value, double least, double most) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && number >= least && number <= most
            ? number
            : null;

    private static Uri? HttpUrl(string value) =>
        Uri.TryCreate(value.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : null;
}
