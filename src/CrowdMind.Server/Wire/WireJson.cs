using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrowdMind.Agents;
using CrowdMind.Audits;
using CrowdMind.Datasets;
using CrowdMind.Experiments;
using CrowdMind.Keys;
using CrowdMind.Models;

namespace CrowdMind.Server.Wire;

/// <summary>How JSON is written on every transport: snake_case, absent members left out only in problems.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.Strict,
    Converters = [typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(AliasRequest))]
[JsonSerializable(typeof(Agent))]
[JsonSerializable(typeof(IReadOnlyList<Agent>))]
[JsonSerializable(typeof(AgentPatchRequest))]
[JsonSerializable(typeof(AgentRequest))]
[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(IReadOnlyList<ApiKey>))]
[JsonSerializable(typeof(AssignmentResponse))]
[JsonSerializable(typeof(IReadOnlyList<AuditEntry>))]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(BatchResponse))]
[JsonSerializable(typeof(BootResponse))]
[JsonSerializable(typeof(CallerResponse))]
[JsonSerializable(typeof(Dataset))]
[JsonSerializable(typeof(IReadOnlyList<Dataset>))]
[JsonSerializable(typeof(DatasetRequest))]
[JsonSerializable(typeof(DownloadResponse))]
[JsonSerializable(typeof(Experiment))]
[JsonSerializable(typeof(IReadOnlyList<Experiment>))]
[JsonSerializable(typeof(ExperimentRequest))]
[JsonSerializable(typeof(GenerationResponse))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(IReadOnlyList<RowResponse>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<SupportedOperator>))]
[JsonSerializable(typeof(JobResponse))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(KeyResponse))]
[JsonSerializable(typeof(ModelAlias))]
[JsonSerializable(typeof(IReadOnlyList<ModelAlias>))]
[JsonSerializable(typeof(ModelRequest))]
[JsonSerializable(typeof(ModelResponse))]
[JsonSerializable(typeof(IReadOnlyList<ModelResponse>))]
[JsonSerializable(typeof(ModelSignature))]
[JsonSerializable(typeof(ModelVersionResponse))]
[JsonSerializable(typeof(IReadOnlyList<ModelVersionResponse>))]
[JsonSerializable(typeof(ModelStatusRequest))]
[JsonSerializable(typeof(ModelStatusResponse))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(RawJson))]
[JsonSerializable(typeof(ReactionRequest))]
[JsonSerializable(typeof(ReactionResponse))]
[JsonSerializable(typeof(ReactionsResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(TicketResponse))]
[JsonSerializable(typeof(UploadResponse))]
[JsonSerializable(typeof(VersionRequest))]
[JsonSerializable(typeof(VersionResponse))]
[JsonSerializable(typeof(IReadOnlyList<VersionResponse>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(long))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>Lets others write JSON in the same way.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new InstantJsonConverter());
        options.TypeInfoResolverChain.Insert(0, Default);
    }

    /// <summary>How frames that are written by hand are written: the same.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The context with an encoder that leaves letters of all languages readable; the bodies are not HTML.</summary>
    public static WireJson Web => field ??= new WireJson(new JsonSerializerOptions(Default.GeneratedSerializerOptions!)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
