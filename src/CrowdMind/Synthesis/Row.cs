using System.Text;
using CrowdMind.Profiles;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>A row while it is made: what its columns hold so far, for those that refer to others. Used again and again.</summary>
internal sealed class Row
{
    public Row(DatasetSchema schema, ulong seed)
    {
        Seed = seed;
        Numbers = new double[schema.Columns.Count];
        Texts = new (int, int)[schema.Columns.Count];
        Informative = new double[schema.Classes?.Informative ?? 0];
    }

    public ulong Seed { get; }

    public long Index { get; private set; }

    /// <summary>The class its features are drawn for; its label, unless that was flipped.</summary>
    public int Class { get; private set; }

    public int Label { get; private set; }

    public RowBuffer Out { get; private set; } = null!; // Set by Begin, before every use.

    public ProfileBuilder? Profile { get; private set; }

    /// <summary>The columns as numbers; not a number where they are null or have none.</summary>
    public double[] Numbers { get; }

    /// <summary>Where the text of each column lies in the output, within its quotes if it has some.</summary>
    public (int Start, int Length)[] Texts { get; }

    /// <summary>The informative features of a short form.</summary>
    public double[] Informative { get; }

    /// <summary>The words of each text that was drawn word by word; noted only while a certificate is computed.</summary>
    public Dictionary<int, List<int>>? Words { get; set; }

    public void Begin(long index, int drawnClass, int label, RowBuffer output, ProfileBuilder? profile)
    {
        (Index, Class, Label, Out, Profile) = (index, drawnClass, label, output, profile);
        profile?.AddRow(label);
    }

    public void SetNull(int column)
    {
        Out.Put("null"u8);
        if (column < 0)
            return;
        Numbers[column] = double.NaN;
        Texts[column] = default;
        Profile?.AddNull(column, Label);
    }

    public void SetNumber(int column, double value, int start)
    {
        if (column < 0)
            return;
        Numbers[column] = value;
        Texts[column] = (start, Out.Length - start);
        Profile?.AddNumber(column, Label, value);
    }

    /// <summary>Notes a text that was written with its quotes.</summary>
    public void SetText(int column, int start)
    {
        if (column < 0)
            return;
        Numbers[column] = double.NaN;
        Texts[column] = (start + 1, Out.Length - start - 2);
        if (Profile is null)
            return;
        var json = Out.From(start);
        Profile.AddNumber(column, Label, Characters(json[1..^1]));
        Profile.AddValue(column, json);
    }

    /// <summary>The characters of an escaped text.</summary>
    private static int Characters(ReadOnlySpan<byte> escaped)
    {
        if (!escaped.Contains((byte)'\\') && Ascii.IsValid(escaped))
            return escaped.Length;
        var count = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] == (byte)'\\')
                i += escaped[i + 1] == (byte)'u' ? 5 : 1;
            if ((escaped[i] & 0xC0) != 0x80)
                count++;
        }

        return count;
    }
}
