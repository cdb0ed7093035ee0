using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>What earlier answers gave, by kind, so that later requests reach something that is there.</summary>
public sealed class Known(Random chance)
{
    private const int Kept = 30;
    private readonly Dictionary<string, List<string>> _values = [];

    /// <summary>One of a kind; none when there is none yet.</summary>
    public string? Any(string kind) =>
        _values.TryGetValue(kind, out var values) && values.Count > 0 ? values[chance.Next(values.Count)] : null;

    /// <summary>One of a kind, or an id that belongs to nothing.</summary>
    public string AnyId(string kind) => Any(kind) ?? NewId();

    /// <summary>An id that nobody has.</summary>
    public string NewId()
    {
        var bytes = new byte[16];
        chance.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>Learns from an answer that was no refusal.</summary>
    public void Learn(ApiOperation operation, RequestDraft draft, Answer answer)
    {
        if (answer.Header("ETag") is { } tag)
            Add("tags", tag);
        if (operation.Method == "DELETE" && answer.Status == 204 && draft.Means is { } gone)
            Forget(gone);
        if (answer.MediaType != "application/json" || answer.Body.Length > 100_000)
            return;
        using var parsed = JsonDocument.Parse(answer.Body, AnswerCheck.Deep);
        if (parsed.RootElement is { ValueKind: JsonValueKind.Object } json)
            Learn(operation, draft, answer.Status, json);
    }

    private void Learn(ApiOperation operation, RequestDraft draft, int status, JsonElement json)
    {
        var kind = (operation.Id, status) switch
        {
            ("createAgent", _) => "agents",
            ("createExperiment", _) => "experiments",
            ("createDataset", _) or ("uploadDatasetVersion", _) or ("generateRows", 201) => "datasets",
            ("generateRows", 202) => "jobs",
            ("createModel", _) or ("uploadModelVersion", _) => "models",
            ("publishReaction", _) => "reactions",
            ("createKey", _) => "keys",
            _ => null,
        };
        if (kind is not null && json.TryGetProperty("id", out var id))
            Add(kind, id.GetString()!);
        if (operation.Id == "createModel")
            Add("names", json.GetProperty("name").GetString()!);
        if (operation.Id == "pointAlias" && draft.Means is { } name)
            Add("aliases", $"{name}@{json.GetProperty("alias").GetString()}");
        if (json.TryGetProperty("url", out var url) && url.GetString() is { } address)
            Add("urls", new Uri(address).PathAndQuery);
    }

    private void Add(string kind, string value)
    {
        if (!_values.TryGetValue(kind, out var values))
            _values[kind] = values = [];
        if (values.Contains(value))
            return;
        if (values.Count < Kept)
            values.Add(value);
        else
            values[chance.Next(Kept)] = value;
    }

    private void Forget(string value)
    {
        foreach (var values in _values.Values)
            values.Remove(value);
    }
}
