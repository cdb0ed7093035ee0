using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>An example for every body in the document.</summary>
internal static class Examples
{
    /// <summary>The experiment of all examples.</summary>
    public const string ExperimentId = "0190a0a0-7e57-7000-8000-000000000001";

    /// <summary>The publisher's place in its trace.</summary>
    public const string TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    /// <summary>The object of all examples.</summary>
    public const string ObjectKey = "models/0190a0a0-7e57-7000-8000-000000000004/model.tflite";

    /// <summary>The signature of its URL.</summary>
    public const string Signature = "mJ1dB0Q2m9yVY1tA3l2YbJf4f0bX9sQnq7R8oT6uWcE";

    /// <summary>The tag of its bytes.</summary>
    public const string ETag = "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"";

    /// <summary>The agent of all examples.</summary>
    public const string AgentId = "0190a0a0-7e57-7000-8000-000000000002";
    private const string ReactionId = "0190a0a0-7e57-7000-8000-000000000003";
    private const string At = "2026-01-01T12:00:00.000000Z";

    private const string Experiment =
        $$"""{"id":"{{ExperimentId}}","name":"evening crowd","status":"running","scenario":{"place":"station"},"started_at":"{{At}}","ended_at":null,"created_at":"{{At}}","last_seq":17}""";

    private const string Reaction =
        $$$"""{"id":"{{{ReactionId}}}","experiment_id":"{{{ExperimentId}}}","agent_id":"{{{AgentId}}}","payload":{"mood":"curious","score":0.82},"created_at":"{{{At}}}","seq":17}""";

    private const string ReactionBody =
        $$$"""{"experiment_id":"{{{ExperimentId}}}","agent_id":"{{{AgentId}}}","payload":{"mood":"curious","score":0.82},"id":"{{{ReactionId}}}"}""";

    private const string Event =
        $$$"""{"type":"reaction_created","seq":17,"data":{"id":"{{{ReactionId}}}","experiment_id":"{{{ExperimentId}}}","agent_id":"{{{AgentId}}}","payload":{"mood":"curious","score":0.82},"created_at":"{{{At}}}"},"ts":"{{{At}}}"}""";

    /// <summary>What is sent to an operation.</summary>
    public static JsonNode? Request(string operationId, string type) => (operationId, type) switch
    {
        ("createExperiment", _) => Parse("""{"name":"evening crowd","scenario":{"place":"station"}}"""),
        ("publishReaction", _) => Parse(ReactionBody),
        ("publishReactions", "application/x-ndjson") => JsonValue.Create(ReactionBody + "\n"),
        ("publishReactions", _) => Parse($$"""{"reactions":[{{ReactionBody}}]}"""),
        _ => DatasetExamples.Request(operationId) ?? ModelExamples.RequestOf(operationId) ?? AgentExamples.Request(operationId) ?? KeyExamples.Request(operationId),
    };

    /// <summary>What an operation answers.</summary>
    public static JsonNode? Response(string operationId, string status, string type) =>
        DatasetExamples.Response(operationId, status, type)
        ?? ModelExamples.Response(operationId)
        ?? AgentExamples.Response(operationId)
        ?? KeyExamples.Response(operationId)
        ?? Common(operationId, status, type);

    private static JsonNode? Common(string operationId, string status, string type) => operationId switch
    {
        "createExperiment" or "getExperiment" => Parse(Experiment),
        "listExperiments" => Parse($"[{Experiment}]"),
        "startExperiment" => Parse(Change("running", "The experiment was started.", "null")),
        "stopExperiment" => Parse(Change("stopped", "The experiment was stopped.", $"\"{At}\"")),
        "publishReaction" => Parse(Reaction),
        "publishReactions" => Parse("""{"accepted":1,"duplicates":0,"first_seq":17,"last_seq":17}"""),
        "listReactions" => Parse($$"""{"reactions":[{{Reaction}}],"count":1,"last_seq":17}"""),
        "exportExperiment" when type == "text/csv" => JsonValue.Create(
            $"seq,type,id,agent_id,payload,created_at\r\n17,reaction_created,{ReactionId},{AgentId},"
            + $"\"{{\"\"mood\"\":\"\"curious\"\"}}\",{At}\r\n"),
        "exportExperiment" => JsonValue.Create(Event + "\n"),
        "followExperiment" => JsonValue.Create($"id: 17\nevent: reaction_created\ndata: {Event}\n\n"),
        "downloadObject" => JsonValue.Create("(bytes)"),
        "getReadiness" or "getReadinessUnderPrefix" => Parse(Readiness(status)),
        _ => Parse("""{"status":"ok","app":"CrowdMind","env":"dev","version":"0.1.0","checks":null}"""),
    };

    /// <summary>What a refusal looks like.</summary>
    public static JsonNode? Refusal(string operationId, string status)
    {
        var title = ReasonPhrases.GetReasonPhrase(int.Parse(status, CultureInfo.InvariantCulture));
        var message = status switch
        {
            "400" => "The reaction is not valid JSON: 'nope' is an invalid JSON literal.",
            "401" => "The key was revoked.",
            "403" when operationId != "downloadObject" => "'station wall' has the role viewer, which may not do this.",
            "403" => "The signature does not fit this URL; use it exactly as it was given, or ask for a new one.",
            "404" => $"There is no experiment {ExperimentId}.",
            "409" => $"Experiment {ExperimentId} is stopped and takes no reactions; start it again first.",
            "413" => "The body is larger than the limit of 266240 bytes.",
            "415" => "The content type 'text/plain' is not read here; send application/json.",
            "416" => "The object has 1024 bytes, none of them in the range 'bytes=2048-'.",
            "422" => "name: It is missing; a text of 1 to 255 characters is wanted.",
            _ => "Too many reactions wait to be written; publish again a little later, with the same ids.",
        };
        var errors = status == "422"
            ? """ "errors":{"name":["It is missing; a text of 1 to 255 characters is wanted."]}, """
            : "";
        return Parse(
            $$$"""{"type":"about:blank","title":"{{{title}}}","status":{{{status}}},"detail":"{{{message}}}","instance":"/api/v1/reactions",{{{errors}}}"error":{"message":"{{{message}}}","status_code":{{{status}}}}}""");
    }

    /// <summary>What an answer means, where the status does not say it.</summary>
    public static string? Meaning(string operationId, string status) => (operationId, status) switch
    {
        ("downloadObject", "200") => "The whole file.",
        ("downloadObject", "206") => "The range of it; several ranges as multipart/byteranges (RFC 9110, section 14.6).",
        ("downloadObject", "304") => "The client has these bytes.",
        ("downloadObject", "404") => "The file was deleted since the URL was signed.",
        ("publishReaction", "200") => "A reaction with this id was there already; this is the first one.",
        ("publishReaction", "201") => "Appended, committed and on the disk.",
        ("publishReactions", "200") => "All of it is committed and on the disk.",
        ("publishReactions", "404" or "409" or "422" or "400") =>
            "A batch: nothing was appended. NDJSON: the lines before error.details.line stand and are counted there.",
        ("followExperiment", "409") => "The seq lies beyond the log's head, which error.details.head gives.",
        _ => DatasetExamples.Meaning(operationId, status)
            ?? ModelExamples.Meaning(operationId, status)
            ?? AgentExamples.Meaning(operationId, status)
            ?? EverywhereMeaning(operationId, status),
    };

    private static string? EverywhereMeaning(string operationId, string status) => (operationId, status) switch
    {
        (not "getReadiness" and not "getReadinessUnderPrefix", "503") =>
            "Too much waits already, or what is asked for is away for the moment; whether it was done is unknown.",
        _ => null,
    };

    private static string Change(string status, string message, string ended) =>
        $$"""{"id":"{{ExperimentId}}","status":"{{status}}","message":"{{message}}","started_at":"{{At}}","ended_at":{{ended}},"last_seq":18}""";

    private static string Readiness(string status)
    {
        var (whole, database) = status == "200" ? ("ok", "ok") : ("unavailable", "unavailable");
        return $$$$"""{"status":"{{{{whole}}}}","app":"CrowdMind","env":"dev","version":"0.1.0","checks":{"database":{"status":"{{{{database}}}}","engine":"sqlite","message":null}}}""";
    }

    private static JsonNode? Parse(string json) => JsonNode.Parse(json);
}
