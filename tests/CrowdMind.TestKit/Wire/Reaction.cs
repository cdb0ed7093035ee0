namespace CrowdMind.TestKit.Wire;

/// <summary>A reaction to publish. The payload is JSON text and is sent exactly as it is.</summary>
public sealed record Reaction(Guid Agent, string Payload, Guid? Id = null, string? TraceParent = null)
{
    /// <summary>As the body of <c>POST /reactions</c> and the argument of the hub's <c>PublishReaction</c>.</summary>
    public string ToBody(Guid experiment) => $$"""{"experiment_id":"{{experiment}}",{{Members}}}""";

    /// <summary>As one of many, where the experiment stands in the path.</summary>
    public string ToLine() => $$"""{{{Members}}}""";

    /// <summary>As a WebSocket frame.</summary>
    public string ToFrame(string? @ref)
    {
        string reference = @ref is null ? "" : $",\"ref\":{@ref}";
        return $$"""{"type":"reaction",{{Members}}{{reference}}}""";
    }

    private string Members
    {
        get
        {
            string id = Id is null ? "" : $",\"id\":\"{Id}\"";
            string trace = TraceParent is null ? "" : $",\"traceparent\":\"{TraceParent}\"";
            return $"\"agent_id\":\"{Agent}\",\"payload\":{Payload}{id}{trace}";
        }
    }
}
