using System.Text;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>Makes of requests that should be liked others that hardly are.</summary>
internal sealed class RequestSpoiler(RequestMaker maker, SampleFiles files, Random chance)
{
    private readonly JsonOddities _oddities = new(chance);

    /// <summary>The request with a thing or two wrong.</summary>
    public RequestDraft Spoil(RequestDraft draft)
    {
        for (var times = chance.OnceIn(4) ? 2 : 1; times > 0; times--)
            draft = SpoilOnce(draft);
        return draft;
    }

    /// <summary>A request that was never meant.</summary>
    public RequestDraft Nonsense(RequestDraft draft)
    {
        var bytes = new byte[chance.Next(200)];
        chance.NextBytes(bytes);
        var body = chance.OnceIn(2) ? bytes : Encoding.UTF8.GetBytes(chance.Of(chance.Of(OddTexts.Json, OddTexts.NoJson)));
        var odd = draft with
        {
            Headers = [("Content-Type", chance.Of(OddTexts.MediaTypes)), OddHeader(), OddHeader()],
            Body = chance.OnceIn(3) ? null : body,
            Target = WithQuery(draft.Target, $"{chance.Of(OddTexts.Escaped)}={chance.Of(OddTexts.Escaped)}"),
        };
        odd = chance.OnceIn(3) ? WithOddPath(odd) : odd;
        return chance.OnceIn(3) ? odd with { Method = chance.Of(OddTexts.Methods) } : odd;
    }

    private RequestDraft SpoilOnce(RequestDraft draft) => chance.Next(draft.Body is null ? 5 : 12) switch
    {
        0 => WithOddPath(draft),
        1 or 2 => WithOddQuery(draft),
        3 => WithOddHeaders(draft),
        4 when chance.OnceIn(3) => draft with { Method = chance.Of(OddTexts.Methods) },
        4 => draft.Body is null ? draft with { Body = Encoding.UTF8.GetBytes(chance.Of(OddTexts.Json)) } : draft with { Body = null },
        5 => draft with
        {
            Headers = [.. draft.Headers.Where(header => header.Name != "Content-Type"),
                .. chance.OnceIn(4) ? Array.Empty<(string, string)>() : [("Content-Type", chance.Of(OddTexts.MediaTypes))]],
        },
        6 => draft with { Framing = chance.OnceIn(2) ? Framing.Chunks : chance.Of(Framing.TooShort, Framing.TooLong, Framing.BrokenChunks) },
        _ => WithOddBody(draft),
    };

    private RequestDraft WithOddBody(RequestDraft draft)
    {
        var type = draft.Headers.LastOrDefault(header => header.Name == "Content-Type").Value ?? "";
        var operation = draft.Operation;
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return draft with { Body = chance.OnceIn(2) ? files.OddForm(OddFile(operation)) : SampleFiles.Form(OddFile(operation)) };
        if (!operation.Bodies.ContainsKey(type) || type == "application/x-ndjson")
            return draft with { Body = draft.Body is null ? [] : _oddities.SpoilBytes(draft.Body) };
        return draft with { Body = _oddities.Spoil(maker.BodyOf(operation, type)) };
    }

    private byte[] OddFile(ApiOperation operation)
    {
        if (operation.Id == "uploadDatasetVersion" && chance.OnceIn(2))
            return files.OddRows();
        var file = operation.Id == "uploadDatasetVersion" ? files.Rows(chance.Of("csv", "jsonl")) : files.Model();
        for (var times = chance.Next(1, 4); times > 0; times--)
            file = _oddities.SpoilBytes(file);
        return file;
    }

    private RequestDraft WithOddPath(RequestDraft draft)
    {
        var parts = draft.Operation.Path.Split('/');
        var sent = draft.Target.Split('?', 2);
        var places = Enumerable.Range(0, parts.Length).Where(place => parts[place].StartsWith('{')).ToList();
        var segments = sent[0].Split('/');
        if (chance.OnceIn(6) && sent[0] is [.., not '/'])
            return draft with { Target = (chance.OnceIn(2) ? sent[0].ToUpperInvariant() : sent[0] + "/") + draft.Target[sent[0].Length..] };
        if (places.Count == 0 || segments.Length != parts.Length)
            return draft with { Target = draft.Target.Insert(sent[0].Length, chance.Of("/", "//", "/x", "%20", ".")), IsElsewhere = true };
        var isElsewhere = chance.OnceIn(4);
        segments[chance.Of(places)] = isElsewhere ? chance.Of(OddTexts.Elsewhere)
            : chance.OnceIn(10) ? new string('x', 3000) : chance.Of(OddTexts.Escaped);
        return draft with
        {
            Target = string.Join('/', segments) + (sent.Length > 1 ? "?" + sent[1] : ""),
            IsElsewhere = draft.IsElsewhere || isElsewhere || segments.Contains(""),
            Means = null,
        };
    }

    private RequestDraft WithOddQuery(RequestDraft draft)
    {
        var names = draft.Operation.Parameters.Where(parameter => parameter.Place == "query").Select(parameter => parameter.Name).ToList();
        var name = names.Count > 0 && !chance.OnceIn(8) ? chance.Of(names) : chance.Of("limit", "after", "x", "", "%00", "wait", "LIMIT");
        var value = chance.OnceIn(20) ? new string('9', 2000) : chance.OnceIn(20) ? "%00" : chance.OnceIn(20) ? "a%00b" : chance.Of(OddTexts.Escaped);
        return draft with
        {
            Target = chance.Next(6) switch
            {
                0 => WithQuery(draft.Target, name),
                1 => WithQuery(WithQuery(draft.Target, $"{name}={value}"), $"{name}={chance.Of(OddTexts.Escaped)}"),
                2 => draft.Target.Split('?')[0] + chance.Of("?", "?&", "?=", "?&&=&", "?a=b?c=d", "?[]"),
                _ => WithQuery(draft.Target, $"{name}={value}"),
            },
        };
    }

    private RequestDraft WithOddHeaders(RequestDraft draft)
    {
        var names = draft.Operation.Parameters.Where(parameter => parameter.Place == "header").Select(parameter => parameter.Name).ToList();
        var odd = names.Count > 0 && !chance.OnceIn(3) ? (chance.Of(names), chance.Of(OddTexts.Header)) : OddHeader();
        return draft with { Headers = [.. draft.Headers, odd, .. chance.OnceIn(4) ? [odd] : Array.Empty<(string, string)>()] };
    }

    private (string Name, string Value) OddHeader() =>
        (chance.Of(OddTexts.HeaderNames), chance.OnceIn(30) ? new string('h', 4000) : chance.Of(OddTexts.Header));

    private static string WithQuery(string target, string more) => target + (target.Contains('?', StringComparison.Ordinal) ? '&' : '?') + more;
}
