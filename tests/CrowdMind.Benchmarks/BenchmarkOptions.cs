namespace CrowdMind.Benchmarks;

/// <summary>What the command line asked for.</summary>
internal sealed class BenchmarkOptions
{
    public const string Usage =
        """
        usage: CrowdMind.Benchmarks run [scenario…] [option…]

        scenarios   fan-out-saturated fan-out-steady idle ingest ingest-postgres replay datasets exports
                    models tflite    (none named: all)
                    second-instance fan-out-with-redis idle-experiments    (these start a PostgreSQL and a Redis)
                    soak    (only when named; --rounds 1 --subscribers 5000 --publishers 200)
          --server PATH      CrowdMind.Server.dll or its folder  (default: the Release build of this repository)
          --only WORDS       measures only the rows whose name contains the words
          --data FOLDER      where logs are written              (default: the temporary folder)
          --rounds N         times each system is measured, in turn; medians are given       (default 3)
          --seconds N        length of each timed measurement    (default: 10 saturated and ingest, 20 steady and idle)
          --subscribers N    subscribers of the fan-outs         (default 1000)
          --publishers N     publishers of the fan-outs          (default 8)
          --window N         posts a publisher keeps in flight when saturating               (default 16)
          --idle N           idle WebSocket subscribers, a fifth of it over SignalR          (default 10000)
          --lines N          lines of the NDJSON upload          (default 500000)
          --events N         events of the replayed log          (default 1000000)
          --rows N           rows of the datasets                (default 1000000)
          --minutes N        length of the soak                  (default 10)
          --posts N          posts a second in the soak          (default 40)
        """;

    private BenchmarkOptions()
    {
    }

    public List<string> Scenarios { get; } = [];

    public string? Server { get; private set; }

    public string Only { get; private set; } = "";

    public string Data { get; private set; } = Path.GetTempPath();

    public int Rounds { get; private set; } = 3;

    public int? Seconds { get; private set; }

    public int Subscribers { get; private set; } = 1_000;

    public int Publishers { get; private set; } = 8;

    public int Window { get; private set; } = 16;

    public int Idle { get; private set; } = 10_000;

    public int Lines { get; private set; } = 500_000;

    public int Events { get; private set; } = 1_000_000;

    public int Rows { get; private set; } = 1_000_000;

    public int Minutes { get; private set; } = 10;

    public int Posts { get; private set; } = 40;

    /// <summary>The words this was read from.</summary>
    public string Command { get; private init; } = "";

    public bool Wants(string row) => row.Contains(Only, StringComparison.OrdinalIgnoreCase);

    public TimeSpan TimedOr(int seconds) => TimeSpan.FromSeconds(Seconds ?? seconds);

    public static BenchmarkOptions Parse(string[] words)
    {
        BenchmarkOptions options = new() { Command = string.Join(' ', words.Prepend("run")) };
        for (int i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
                options.Scenarios.Add(words[i]);
            else if (i + 1 == words.Length)
                throw new OptionException($"{words[i]} needs a value");
            else
                options.Set(words[i], words[++i]);
        }

        return options;
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "--server": Server = value; break;
            case "--only": Only = value; break;
            case "--data": Data = value; break;
            case "--rounds": Rounds = Count(name, value); break;
            case "--seconds": Seconds = Count(name, value); break;
            case "--subscribers": Subscribers = Count(name, value); break;
            case "--publishers": Publishers = Count(name, value); break;
            case "--window": Window = Count(name, value); break;
            case "--idle": Idle = Count(name, value); break;
            case "--lines": Lines = Count(name, value); break;
            case "--events": Events = Count(name, value); break;
            case "--rows": Rows = Count(name, value); break;
            case "--minutes": Minutes = Count(name, value); break;
            case "--posts": Posts = Count(name, value); break;
            default: throw new OptionException($"there is no option {name}");
        }
    }

    private static int Count(string name, string value) =>
        int.TryParse(value, out int count) && count > 0
            ? count
            : throw new OptionException($"{name} is {value}, which is no whole number from 1 up");
}
