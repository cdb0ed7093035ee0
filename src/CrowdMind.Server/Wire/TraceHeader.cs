using CrowdMind.Logs;

namespace CrowdMind.Server.Wire;

/// <summary>The header by which a request says where it stands in its trace (W3C Trace Context, section 3.2).</summary>
internal static class TraceHeader
{
    /// <summary>Its name.</summary>
    public const string Name = "traceparent";

    /// <summary>What the header says. One that is not as the standard has it, or comes twice, is as good as none.</summary>
    public static TraceParent Read(HttpRequest request) =>
        request.Headers.TraceParent is [var text] ? TraceParent.Parse(text) : default;
}
