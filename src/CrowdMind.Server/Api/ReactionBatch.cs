using System.Text.Json;
using CrowdMind.Keys;
using CrowdMind.Logs;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api;

/// <summary>Reads a JSON batch, <c>{"reactions":[…]}</c>, whose payloads stay slices of its bytes.</summary>
internal static class ReactionBatch
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = Limits.JsonDepth };

    /// <summary>Reads and checks all reactions; a problem when one of them is not right.</summary>
    public static Problem? Read(
        byte[] json, ExperimentId experimentId, Publishing publishing, Caller caller, TraceParent around, out List<ReactionDraft> drafts)
    {
        drafts = [];
        try
        {
            var slices = FindReactions(json);
            if (slices is null)
                return Problem.Invalid("reactions", "It is missing; an array of 1 to 1000 reactions is wanted.");
            if (slices.Count is 0 or > Limits.BatchReactions)
            {
                return Problem.Invalid(
                    "reactions",
                    $"It has {slices.Count} entries; 1 to {Limits.BatchReactions} are taken, more as application/x-ndjson.");
            }

            for (var i = 0; i < slices.Count; i++)
            {
                var message = publishing.Read(slices[i]);
                if (ReactionReader.Check(message, experimentId, caller) is { } problem)
                    return At(problem, i);
                drafts.Add(publishing.Draft(message, around));
            }

            return null;
        }
        catch (JsonException malformed)
        {
            return Problem.Malformed($"The body is not valid JSON: {malformed.Message}");
        }
        catch (InvalidOperationException)
        {
            return Problem.Malformed("The body holds half of a surrogate pair in the name of a member.");
        }
    }

    private static List<ReadOnlyMemory<byte>>? FindReactions(byte[] json)
    {
        List<ReadOnlyMemory<byte>>? found = null;
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            reader.Read();
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = reader.ValueTextEquals("reactions"u8);
            reader.Read();
            if (wanted && reader.TokenType == JsonTokenType.StartArray)
                found = SliceArray(ref reader, json);
            else
                reader.Skip();
        }

        reader.Read();
        return found;
    }

    private static List<ReadOnlyMemory<byte>> SliceArray(ref Utf8JsonReader reader, byte[] json)
    {
        var slices = new List<ReadOnlyMemory<byte>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            slices.Add(json.AsMemory(start..(int)reader.BytesConsumed));
        }

        return slices;
    }

    private static Problem At(Problem problem, int index)
    {
        var errors = problem.Errors?.ToDictionary(field => $"reactions[{index}].{field.Key}", field => field.Value);
        var located = errors is null ? new Problem(problem.Status, $"reactions[{index}]: {problem.Message}") : Problem.Invalid(errors);
        return located.With(new Dictionary<string, long?> { ["index"] = index });
    }
}
