using System.Net;
using CrowdMind.Server.Admission;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

/// <summary>How much one caller may have, and behind which proxies callers are.</summary>
internal sealed partial class Settings
{
    private AdmissionOptions Admission(string env)
    {
        return new AdmissionOptions(
            Bound("MAX_PUBLISHES_PER_SECOND", Limits.PublishesPerSecond),
            Bound("MAX_EXPERIMENT_PUBLISHES_PER_SECOND", Limits.ExperimentPublishesPerSecond),
            Bound("MAX_CONNECTIONS_PER_CALLER", Limits.ConnectionsPerCaller),

            // Nobody knows whether an address is a client's or a proxy's, unless the operator says so.
            Bound("MAX_CONNECTIONS_PER_ADDRESS", absent: 0));

        int Bound(string name, int absent) => Number(name, env == "dev" ? 0 : absent, 0, Limits.AdmissionMost);
    }

    private IReadOnlyList<IPNetwork> TrustedProxies() =>
        [.. (Value("TRUSTED_PROXIES") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Network)];

    private static IPNetwork Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new SettingException(
                "TRUSTED_PROXIES", text, "it must be addresses or networks such as 10.0.0.0/8 or fd00::/8, separated by commas");
    }
}
