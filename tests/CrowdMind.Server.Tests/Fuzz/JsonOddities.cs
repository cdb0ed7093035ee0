using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>Spoils JSON at one place, or as a whole.</summary>
internal sealed class JsonOddities(Random chance)
{
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private int _left;

    /// <summary>The body with one thing wrong, or hardly right.</summary>
    public byte[] Spoil(JsonNode? body)
    {
        var right = body?.ToJsonString(AsItIs) ?? "null";
        return chance.Next(6) switch
        {
            0 => SpoilBytes(Encoding.UTF8.GetBytes(right)),
            1 => Encoding.UTF8.GetBytes(Whole(right)),
            _ => Encoding.UTF8.GetBytes(SpoilPlace(body)),
        };
    }

    /// <summary>The bytes with one thing wrong.</summary>
    public byte[] SpoilBytes(byte[] right)
    {
        var at = chance.Next(right.Length + 1);
        return chance.Next(7) switch
        {
            0 => right[..at],
            1 => [0xEF, 0xBB, 0xBF, .. right],
            2 => [.. right[..at], (byte)chance.Next(256), .. right[at..]],
            3 => [.. right[..at], 0xC3, 0x28, .. right[at..]],
            4 => [.. right[..at], 0xED, 0xA0, 0x80, .. right[at..]],
            5 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(right)),
            _ => right.Length == 0 ? [0] : [.. right[..(at % right.Length)], (byte)(right[at % right.Length] ^ (1 << chance.Next(8))), .. right[(at % right.Length + 1)..]],
        };
    }

    private string Whole(string right) => chance.Next(12) switch
    {
        0 => "",
        1 => Nested(chance.Of(10, 60, 63, 64, 65, 1000, 20_000), "[", "]"),
        2 => Nested(chance.Of(10, 60, 62, 63, 64, 65, 1000), "{\"name\":", "}"),
        3 => $"[{right}]",
        4 => right + right,
        5 => right + " // a comment",
        6 => chance.Of(OddTexts.Json),
        7 => chance.Of(OddTexts.NoJson),
        8 => $" \r\n\t{right}\t\r\n ",
        9 => right.Replace('"', '\''),
        10 => right.Insert(chance.Next(right.Length + 1), chance.Of(OddTexts.NoJson)),
        _ => JsonSerializer.Serialize(right),
    };

    private static string Nested(int deep, string open, string close) =>
        string.Concat(Enumerable.Repeat(open, deep)) + "1" + string.Concat(Enumerable.Repeat(close, deep));

    private string SpoilPlace(JsonNode? body)
    {
        _left = chance.Next(Count(body));
        var json = new StringBuilder();
        Write(json, body);
        return json.ToString();
    }

    private static int Count(JsonNode? node) => 1 + node switch
    {
        JsonObject some => some.Sum(member => Count(member.Value)),
        JsonArray some => some.Sum(Count),
        _ => 0,
    };

    private void Write(StringBuilder json, JsonNode? node)
    {
        if (_left-- == 0)
        {
            json.Append(Instead(node));
            return;
        }

        var isFirst = true;
        switch (node)
        {
            case JsonObject some:
                json.Append('{');
                foreach (var (name, value) in some)
                    WriteMember(json, name, value, ref isFirst);
                json.Append('}');
                break;
            case JsonArray some:
                json.Append('[');
                foreach (var item in some)
                {
                    json.Append(isFirst ? "" : ",");
                    isFirst = false;
                    Write(json, item);
                }

                json.Append(']');
                break;
            default:
                json.Append(node?.ToJsonString(AsItIs) ?? "null");
                break;
        }
    }

    /// <summary>A member whose value is the place may be left out, come twice, or be called otherwise.</summary>
    private void WriteMember(StringBuilder json, string name, JsonNode? value, ref bool isFirst)
    {
        var how = _left == 0 ? chance.Next(8) : -1;
        if (how == 0)
        {
            _left--;
            return;
        }

        json.Append(isFirst ? "" : ",");
        isFirst = false;
        if (how is 1 or 2)
        {
            var written = value?.ToJsonString(AsItIs) ?? "null";
            _left--;
            json.Append(how == 1 ? $"\"{name}\":{chance.Of(OddTexts.Json)},\"{name}\":{written}" : $"\"{name.ToUpperInvariant()}\":{written},{chance.Of("\"\\u0000\"", "\"\\ud800\"", "\"na\\udc00\"", "\"\"")}:1");
            return;
        }

        json.Append(JsonSerializer.Serialize(name, AsItIs)).Append(':');
        Write(json, value);
    }

    private string Instead(JsonNode? node)
    {
        if (node?.GetValueKind() == JsonValueKind.String && chance.OnceIn(2))
            return JsonSerializer.Serialize(OddLength(node.GetValue<string>()), AsItIs);
        return chance.Next(12) switch
        {
            0 => chance.Of(OddTexts.NoJson),
            1 => Nested(chance.Of(5, 59, 62, 64), "{\"a\":", "}"),
            2 => Nested(chance.Of(5, 59, 62, 64), "[", "]"),
            3 => $"[{string.Join(',', Enumerable.Repeat("1", chance.Of(101, 501, 1001)))}]",
            4 => $"[{node?.ToJsonString(AsItIs) ?? "null"}]",
            5 => $"\"{new string('x', chance.Of(1000, 5000, 20_000))}\"",
            _ => chance.Of(OddTexts.Json),
        };
    }

    private string OddLength(string text) => chance.Next(6) switch
    {
        0 => "",
        1 => new string('n', chance.Of(49, 50, 51, 254, 255, 256, 257, 1000, 1001, 4000, 4001)),
        2 => string.Concat(Enumerable.Repeat("🐎", chance.Of(25, 26, 127, 128))),
        3 => text + "\0",
        4 => text + "x",
        _ => text.Length > 1 ? text[1..] : "  ",
    };
}
