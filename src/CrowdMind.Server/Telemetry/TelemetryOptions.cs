namespace CrowdMind.Server.Telemetry;

/// <summary>Where metrics, traces and logs go by OTLP, besides the console.</summary>
/// <param name="Endpoint"><c>OTEL_EXPORTER_OTLP_ENDPOINT</c>: the collector.</param>
/// <param name="Variables">All of <c>OTEL_*</c>, as the SDK reads them by itself.</param>
internal sealed record TelemetryOptions(Uri Endpoint, IReadOnlyDictionary<string, string?> Variables)
{
    /// <summary>The collector for people, without a password.</summary>
    public string Shown => Endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.Unescaped);
}
