using System.Buffers;
using System.Text.Json;
using CrowdMind.Watches;

namespace CrowdMind.Server.Wire;

/// <summary>What those who watch an agent are sent: <c>{"type":…,"data":…,"ts":…}</c>.</summary>
internal static class AgentMessages
{
    /// <summary>The model it is to run and where it takes part: <c>model_assigned</c>, or <c>model_unassigned</c>.</summary>
    public static byte[] Boot(AgentView view, ClientAddress client) => Write(
        view.Boot.Model is null ? "model_unassigned" : "model_assigned",
        view.Boot.At,
        json => JsonSerializer.Serialize(json, BootAnswers.Answer(view.Boot, client), WireJson.Web.BootResponse));

    /// <summary>What it says of the model it has: <c>agent_reported</c>.</summary>
    public static byte[] Reported(AgentView view) => Write("agent_reported", view.Boot.At, json =>
    {
        var deployment = view.Boot.Deployment;
        var status = new ModelStatusResponse(deployment.AgentId, deployment.Desired, deployment.Reported);
        JsonSerializer.Serialize(json, status, WireJson.Web.ModelStatusResponse);
    });

    /// <summary>It is no more: <c>agent_deleted</c>.</summary>
    public static byte[] Deleted(AgentId agentId, DateTimeOffset at) => Write("agent_deleted", at, json =>
    {
        json.WriteStartObject();
        json.WriteString("agent_id"u8, agentId.Value);
        json.WriteEndObject();
    });

    private static byte[] Write(string type, DateTimeOffset at, Action<Utf8JsonWriter> data)
    {
        var text = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(text, WireJson.WriterOptions);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WritePropertyName("data"u8);
        data(json);
        Span<byte> ts = stackalloc byte[Instants.TextLength];
        Instants.Write(at, ts);
        json.WriteString("ts"u8, ts);
        json.WriteEndObject();
        json.Flush();
        return text.WrittenSpan.ToArray();
    }
}
