using System.Text.Json.Serialization;

namespace CrowdMind.Models;

/// <summary>What a model is trained with, in its author's words; its file is a TFLite model all the same.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelFramework>))]
public enum ModelFramework
{
    /// <summary>Edge Impulse.</summary>
    [JsonStringEnumMemberName("edge_impulse")]
    EdgeImpulse = 0,

    /// <summary>TensorFlow Lite.</summary>
    [JsonStringEnumMemberName("tflite")]
    Tflite = 1,

    /// <summary>A small network of the author's own.</summary>
    [JsonStringEnumMemberName("custom_mlp")]
    CustomMlp = 2,
}
