using OpenTelemetry.Resources;

namespace CrowdMind.Server.Telemetry;

/// <summary>What telemetry says it comes from; <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> win over it.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="Env">The environment it runs in.</param>
/// <param name="Instance">This life of this instance.</param>
internal sealed record TelemetryIdentity(string Version, string Env, Guid Instance)
{
    private const string ServiceName = "crowdmind";

    /// <summary>Describes it.</summary>
    public ResourceBuilder Describe(ResourceBuilder resource) => resource
        .AddService(ServiceName, serviceVersion: Version, serviceInstanceId: Instance.ToString())
        .AddAttributes([new("deployment.environment.name", Env)])
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
