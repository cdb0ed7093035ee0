using System.Text.RegularExpressions;
using CrowdMind.Server.Engines.Redis;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

internal sealed partial class Settings
{
    private RedisOptions? Redis()
    {
        var prefix = Value("REDIS_PREFIX") ?? "crowdmind";
        if (!RedisPrefix().IsMatch(prefix))
            throw new SettingException("REDIS_PREFIX", prefix, "it must be 1 to 64 letters, digits or any of . _ : -");
        return Value("REDIS_URL") is { } url ? RedisUrl.Parse(url, prefix) : null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9._:-]{1,64}\z")]
    private static partial Regex RedisPrefix();
}
