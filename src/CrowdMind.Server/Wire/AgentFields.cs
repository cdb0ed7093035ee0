using CrowdMind.Agents;

namespace CrowdMind.Server.Wire;

/// <summary>Reads agents, and changes of them.</summary>
internal static class AgentFields
{
    private static readonly Dictionary<string, AgentType> Types = new()
    {
        ["digital"] = AgentType.Digital,
        ["physical"] = AgentType.Physical,
    };

    private static readonly Dictionary<string, ModelState> States = new()
    {
        ["downloading"] = ModelState.Downloading,
        ["verified"] = ModelState.Verified,
        ["running"] = ModelState.Running,
        ["failed"] = ModelState.Failed,
    };

    /// <summary>What a patch cannot change, and what does.</summary>
    private static readonly (string Field, string Instead)[] NotPatched =
    [
        ("id", "It never changes; leave it out."),
        ("created_at", "It never changes; leave it out."),
        ("current_model_id", "A model is assigned by POST /agents/{id}/assign-model/{model}; leave it out."),
        ("desired", "A model is assigned by POST /agents/{id}/assign-model/{model}; leave it out."),
        ("reported", "It is what the agent says by POST /agents/{id}/model-status; leave it out."),
    ];

    /// <summary>Reads an agent to be made.</summary>
    public static Agent Read(FieldReader fields, TimeProvider time) => new(
        AgentId.New(time),
        fields.Text("name", Limits.NameCharacters),
        fields.Choice("type", Types),
        fields.Object("traits"),
        time.Now(),
        Bytes(fields, "memory_bytes"),
        Bytes(fields, "flash_bytes"),
        Operators(fields));

    /// <summary>Reads a change (RFC 7396), which gives null when the traits would become too large.</summary>
    public static Func<Agent, Agent?> ReadPatch(FieldReader fields)
    {
        var changes = new List<Func<Agent, Agent>>();
        foreach (var (field, instead) in NotPatched.Where(one => fields.Has(one.Field)))
            fields.Refuse(field, instead);
        if (fields.Has("name") && fields.Text("name", Limits.NameCharacters) is var name)
            changes.Add(agent => agent with { Name = name });
        if (fields.Has("type") && fields.Choice("type", Types) is var type)
            changes.Add(agent => agent with { Type = type });
        if (fields.Has("memory_bytes") && Bytes(fields, "memory_bytes") is var memory)
            changes.Add(agent => agent with { MemoryBytes = memory });
        if (fields.Has("flash_bytes") && Bytes(fields, "flash_bytes") is var flash)
            changes.Add(agent => agent with { FlashBytes = flash });
        if (fields.Has("supported_operators") && Operators(fields) is var operators)
            changes.Add(agent => agent with { SupportedOperators = operators });
        if (fields.Has("traits"))
            changes.Add(TraitsPatch(fields));
        return agent => changes.Aggregate(agent, (changed, change) => change(changed)) is var after
            && (after.Traits == agent.Traits || after.Traits is not { Text.Length: > Limits.DocumentBytes })
                ? after
                : null;
    }

    /// <summary>Reads what an agent says of its model.</summary>
    public static ReportedModel ReadReport(FieldReader fields, TimeProvider time) => new(
        Checksum(fields),
        fields.Choice("state", States),
        fields.OptionalText("error", Limits.ReportCharacters),
        time.Now());

    /// <summary>Reads which agents a list is wanted of.</summary>
    public static bool TryFilter(string? type, string? modelId, out AgentFilter filter, out Problem? problem)
    {
        (filter, problem) = (AgentFilter.All, null);
        if (type is not null && !Types.ContainsKey(type))
        {
            problem = Problem.Invalid("type", $"'{PathValues.Shown(type)}' is no type; {string.Join(", ", Types.Keys)} are.");
            return false;
        }

        ModelId? model = null;
        if (modelId is not null)
        {
            if (!PathValues.TryId<ModelId>(modelId, "model_id", out var id, out problem))
                return false;
            model = id;
        }

        filter = new AgentFilter(type is null ? null : Types[type], model);
        return true;
    }

    private static Func<Agent, Agent> TraitsPatch(FieldReader fields)
    {
        if (fields.Object("traits") is null)
            return agent => agent with { Traits = null };
        var patch = fields.Element("traits");
        return agent => agent with { Traits = MergePatch.Apply(agent.Traits, patch) };
    }

    private static long? Bytes(FieldReader fields, string field) => fields.Whole(field, 0, Limits.LargestSeed);

    private static List<SupportedOperator>? Operators(FieldReader fields)
    {
        const string Field = "supported_operators";
        if (fields.Texts(Field) is not { } texts)
            return null;
        if (texts.Count > Limits.SupportedOperators)
        {
            fields.Refuse(Field, $"There are {texts.Count}; at most {Limits.SupportedOperators} are wanted.");
            return null;
        }

        var operators = new List<SupportedOperator>(texts.Count);
        foreach (var (index, text) in texts.Index())
        {
            var place = $"{Field}[{index}]";
            if (SupportedOperator.TryParse(text) is { } known)
                operators.Add(known);
            else if (!fields.IsWrong(place))
                fields.Refuse(place, $"It is '{PathValues.Shown(text)}'; a name such as CONV_2D, or one with the highest version such as CONV_2D@3, is wanted.");
        }

        return operators;
    }

    private static string Checksum(FieldReader fields)
    {
        const int Digits = 64;
        var text = fields.Text("checksum", Digits);
        if (text.Length > 0 && !(text.Length == Digits && text.All(char.IsAsciiHexDigit)))
            fields.Refuse("checksum", $"It is '{PathValues.Shown(text)}'; a SHA-256 as {Digits} hexadecimal digits is wanted.");
        return text.ToLowerInvariant();
    }
}
