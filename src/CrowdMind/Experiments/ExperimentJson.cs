using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrowdMind.Experiments;

/// <summary>The one JSON shape of an experiment: in a REST answer and as the data of the events that change it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(Experiment))]
public sealed partial class ExperimentJson : JsonSerializerContext
{
    private static ExperimentJson Readable => field ??= new ExperimentJson(
        new JsonSerializerOptions(Default.GeneratedSerializerOptions!)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });

    /// <summary>Writes the experiment as UTF-8 JSON.</summary>
    public static byte[] Write(Experiment experiment) =>
        JsonSerializer.SerializeToUtf8Bytes(experiment, Readable.Experiment);
}
