namespace CrowdMind.Server.Api.OpenApi;

/// <summary>What the groups of operations are about, in the document's words.</summary>
internal static class Tags
{
    /// <summary>What a group is about; null when nobody said.</summary>
    public static string? Meaning(string? tag) => tag switch
    {
        "agents" => "The programs and devices that react.",
        "datasets" => "Rows to train on, made here, and the jobs that make them.",
        "experiments" => "Named runs, each with a log that can be followed and taken home.",
        "health" => "Whether this instance runs, and whether it can do its work.",
        "keys" => "Who may come: API keys, what the caller may do, and who changed what.",
        "models" => "The registry of models that were trained elsewhere.",
        "objects" => "Files behind signed URLs.",
        "reactions" => "What agents reported: publishing it, and reading it back.",
        _ => null,
    };
}
