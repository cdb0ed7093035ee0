using System.Globalization;
using CrowdMind.Server.Telemetry;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

/// <summary>Where telemetry goes. The SDK reads its variables itself, and says nothing of one that it does not understand.</summary>
internal sealed partial class Settings
{
    private const string OtelPrefix = "OTEL_";
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string OtlpProtocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string SamplerArgument = "OTEL_TRACES_SAMPLER_ARG";

    private static readonly string[] Samplers =
    [
        "always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio",
    ];

    private TelemetryOptions? Telemetry()
    {
        if (Value(OtlpEndpoint) is not { } endpoint || OneOf("OTEL_SDK_DISABLED", "false", ["true", "false"]) == "true")
            return null;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var collector) || collector.Scheme is not ("http" or "https"))
            throw new SettingException(OtlpEndpoint, endpoint, "it must be the address of a collector, such as http://localhost:4317");
        OneOf(OtlpProtocol, "grpc", ["grpc", "http/protobuf"]);
        OneOf("OTEL_TRACES_SAMPLER", "parentbased_always_on", Samplers);
        if (Value(SamplerArgument) is { } share && !(double.TryParse(share, CultureInfo.InvariantCulture, out var part) && part is >= 0 and <= 1))
            throw new SettingException(SamplerArgument, share, "it must be a share from 0 to 1, such as 0.01");
        var names = configuration.AsEnumerable().Select(variable => variable.Key)
            .Where(name => name.StartsWith(OtelPrefix, StringComparison.Ordinal))
            .Select(name => name.EndsWith(FileSuffix, StringComparison.Ordinal) ? name[..^FileSuffix.Length] : name)
            .Distinct();
        return new TelemetryOptions(collector, names.ToDictionary(name => name, Value));
    }
}
