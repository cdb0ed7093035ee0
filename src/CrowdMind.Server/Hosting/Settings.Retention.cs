using CrowdMind.Retention;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

/// <summary>What is set for how long logs are kept.</summary>
internal sealed partial class Settings
{
    /// <summary>A hundred years; whoever wants more wants it for ever.</summary>
    private const int MostRetentionDays = 36_500;

    private RetentionOptions? Retention()
    {
        var archives = OneOf("LOG_RETENTION_EXPORT", "false", ["true", "false"]) == "true";
        if (Value("LOG_RETENTION_DAYS") is not null)
        {
            var days = Number("LOG_RETENTION_DAYS", MostRetentionDays, 1, MostRetentionDays);
            return new RetentionOptions { Age = TimeSpan.FromDays(days), Archives = archives };
        }

        return archives
            ? throw new SettingException("LOG_RETENTION_DAYS", "", "LOG_RETENTION_EXPORT is set; say after how many days logs are exported and deleted")
            : null;
    }
}
