using System.Text.Json;
using System.Text.Json.Serialization;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>The JSON of the hub's arguments and results.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HubAuthenticated))]
[JsonSerializable(typeof(HubEvents))]
[JsonSerializable(typeof(DatasetId))]
[JsonSerializable(typeof(HubJoined))]
[JsonSerializable(typeof(HubSubscriptionEnd))]
[JsonSerializable(typeof(RawJson))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(long?))]
internal sealed partial class HubJson : JsonSerializerContext
{
    /// <summary>Lets the hub's protocol write as every transport does.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        WireJson.Configure(options);
        options.TypeInfoResolverChain.Insert(0, Default);
    }
}
