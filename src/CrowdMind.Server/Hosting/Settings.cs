using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

/// <summary>Reads the settings from the environment and validates them.</summary>
/// <param name="configuration">The environment's variables by name.</param>
internal sealed partial class Settings(IConfiguration configuration)
{
    private static readonly Dictionary<string, LogLevel> LogLevels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["TRACE"] = LogLevel.Trace,
        ["DEBUG"] = LogLevel.Debug,
        ["INFO"] = LogLevel.Information,
        ["WARNING"] = LogLevel.Warning,
        ["ERROR"] = LogLevel.Error,
        ["CRITICAL"] = LogLevel.Critical,
    };

    /// <summary>Reads all settings.</summary>
    /// <exception cref="SettingException">One of them cannot work.</exception>
    public ServerOptions Read()
    {
        var env = OneOf("ENV", "dev", ["dev", "staging", "prod"]);
        return new ServerOptions
        {
            AppName = Value("APP_NAME") ?? "CrowdMind",
            Env = env,
            ApiPrefix = Prefix("API_PREFIX", "/api/v1"),
            Host = Address("HOST", "localhost"),
            Port = Number("PORT", 8000, 1, IPEndPoint.MaxPort),
            DataDir = Path.GetFullPath(Value("DATA_DIR") ?? "./data"),
            MaxReactionKb = Number("MAX_REACTION_KB", 256, 1, 8192),
            MaxGenerateRows = GenerateRows(),
            MaxUploadMb = Number("MAX_UPLOAD_MB", Limits.UploadMb, 1, Limits.UploadMostMb),
            MaxDatasetUploadMb = DatasetUploadMb(),
            CorsOrigins = AllowedOrigins(env),
            Access = Access(env),
            LogLevel = LogLevels[OneOf("LOG_LEVEL", "INFO", [.. LogLevels.Keys])],
            SlowSubscriberSeconds = Number(
                "SLOW_SUBSCRIBER_SECONDS", Limits.SlowSubscriberTimeoutSeconds, 1, 3600),
            DrainSeconds = Number("DRAIN_SECONDS", Limits.DrainSeconds, 0, Limits.DrainMostSeconds),
            Retention = Retention(),
            Postgres = Postgres(),
            Redis = Redis(),
            ObjectStore = ObjectStore(),
            Telemetry = Telemetry(),
        };
    }

    private string? Value(string name) => Trimmed(configuration[name]) ?? FromFile(name);

    private static string? Trimmed(string? text) => text?.Trim() is { Length: > 0 } given ? given : null;

    private string OneOf(string name, string absent, string[] choices)
    {
        var value = Value(name) ?? absent;
        return choices.FirstOrDefault(choice => string.Equals(choice, value, StringComparison.OrdinalIgnoreCase))
            ?? throw new SettingException(name, value, $"it must be one of {string.Join(", ", choices)}");
    }

    private int Number(string name, int absent, int least, int most)
    {
        var value = Value(name);
        if (value is null)
            return absent;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : throw new SettingException(name, value, $"it must be a whole number from {least} to {most}");
    }

    private string Prefix(string name, string absent)
    {
        var value = (Value(name) ?? absent).TrimEnd('/');
        return value.Length == 0 || PrefixPattern().IsMatch(value)
            ? value
            : throw new SettingException(name, value, "it must be a path such as /api/v1, or / for none");
    }

    private string Address(string name, string absent)
    {
        var value = Value(name) ?? absent;
        return value == "localhost" || IPAddress.TryParse(value, out _)
            ? value
            : throw new SettingException(name, value, "it must be localhost or an IP address to listen on, such as 0.0.0.0");
    }

    private string[] Origins(string name, string absent)
    {
        var value = Value(name) ?? absent;
        var origins = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return origins is ["*"] || (origins.Length > 0 && origins.All(IsOrigin))
            ? origins
            : throw new SettingException(name, value, "it must be * or origins such as https://app.example.org, separated by commas");
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme is "http" or "https")
        && uri.PathAndQuery == "/"
        && !text.EndsWith('/');

    [GeneratedRegex("^(/[A-Za-z0-9._~-]+)+$")]
    private static partial Regex PrefixPattern();
}
