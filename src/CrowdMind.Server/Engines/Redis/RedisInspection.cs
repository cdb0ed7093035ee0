using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Redis;

/// <summary>
/// Looks for the master among the configured servers. A start would do without it for the time being; whoever asks whether
/// the configuration is right wants to hear of it.
/// </summary>
internal sealed class RedisInspection(RedisOptions options, TimeProvider time) : IInspection
{
    public string Name => "backplane";

    public string Engine => "redis";

    public async Task<string> RunAsync(CancellationToken cancellationToken) =>
        await RedisProbe.FindMasterAsync(options, time, cancellationToken) switch
        {
            RedisGreeting.Master master => $"{master.Host} at {master.At} answers",
            RedisGreeting.Refused refused => throw Unusable(refused.Why),
            RedisGreeting.Away away => throw Unusable(away.Why),
            var strange => throw new InvalidOperationException($"Not a greeting this program knows: {strange.GetType().Name}."),
        };

    private SettingException Unusable(string why) => new("REDIS_URL", options.Shown, why);
}
