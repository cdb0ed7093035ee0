using CrowdMind.Server.Telemetry;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

internal sealed partial class Settings
{
    private const string OtelPrefix = "OTEL_";
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string OtlpProtocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    private TelemetryOptions? Telemetry()
    {
        if (Value(OtlpEndpoint) is not { } endpoint || OneOf("OTEL_SDK_DISABLED", "false", ["true", "false"]) == "true")
            return null;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var collector) || collector.Scheme is not ("http" or "https"))
            throw new SettingException(OtlpEndpoint, endpoint, "it must be the address of a collector, such as http://localhost:4317");
        OneOf(OtlpProtocol, "grpc", ["grpc", "http/protobuf"]);
        var names = configuration.AsEnumerable().Select(variable => variable.Key)
            .Where(name => name.StartsWith(OtelPrefix, StringComparison.Ordinal))
            .Select(name => name.EndsWith(FileSuffix, StringComparison.Ordinal) ? name[..^FileSuffix.Length] : name)
            .Distinct();
        return new TelemetryOptions(collector, names.ToDictionary(name => name, Value));
    }
}
