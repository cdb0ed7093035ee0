using System.Text.Json;

namespace CrowdMind.Imports;

/// <summary>Texts of JSON as they are meant, in memory that is used again and again.</summary>
internal sealed class JsonTexts
{
    private byte[] _quoted = new byte[256];
    private byte[] _text = new byte[256];

    /// <summary>A text without its escapes; good until the next.</summary>
    /// <param name="escaped">What stands between the quotes.</param>
    public ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> escaped)
    {
        if (!escaped.Contains((byte)'\\'))
            return escaped;
        if (_text.Length < escaped.Length + 2)
            (_quoted, _text) = (new byte[escaped.Length * 2], new byte[escaped.Length * 2]);
        _quoted[0] = _quoted[escaped.Length + 1] = (byte)'"';
        escaped.CopyTo(_quoted.AsSpan(1));
        var reader = new Utf8JsonReader(_quoted.AsSpan(0, escaped.Length + 2));
        reader.Read();
        return _text.AsSpan(0, reader.CopyString(_text));
    }

    /// <summary>A value as a label has it: a text, or as it is written; empty for none.</summary>
    public ReadOnlySpan<byte> Label(ReadOnlySpan<byte> value, bool isJson)
    {
        if (!isJson || value.IsEmpty)
            return value;
        if (value[0] == '"')
            return Unescape(value[1..^1]);
        return value.SequenceEqual("null"u8) ? default : value;
    }
}
