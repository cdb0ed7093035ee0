namespace CrowdMind.Server.Telemetry;

/// <summary>Whose measurements and activities are sent: ours, and what the framework and the database's driver make by themselves.</summary>
internal static class Watched
{
    /// <summary>The meters.</summary>
    public static readonly string[] Meters =
    [
        Instruments.Name,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.RateLimiting",
        "Npgsql",
        "System.Net.Http",
        "System.Runtime",
    ];

    /// <summary>The sources of activities.</summary>
    public static readonly string[] Sources =
    [
        Instruments.Name,
        "Microsoft.AspNetCore",
        "Microsoft.AspNetCore.SignalR.Server",
        "Npgsql",
        "System.Net.Http",
    ];
}
