using System.Text.Json;
using CrowdMind.Schemas;

namespace CrowdMind.Profiles;

/// <summary>Writes a profile for people and programs.</summary>
internal static class ProfileWriter
{
    private const int TopShown = 20;

    /// <summary>Writes the members that tell of the rows and their fields.</summary>
    public static void Write(ProfileBuilder profile, Utf8JsonWriter json)
    {
        WriteLabels(profile, json);
        json.WriteStartArray("fields"u8);
        for (var column = 0; column < profile.Columns.Count; column++)
            WriteColumn(profile, column, json);
        json.WriteEndArray();
    }

    /// <summary>Writes them without what lies within a field: histograms, values, labels.</summary>
    public static void WriteSummary(ProfileBuilder profile, Utf8JsonWriter json)
    {
        WriteLabels(profile, json);
        json.WriteStartArray("fields"u8);
        for (var column = 0; column < profile.Columns.Count; column++)
        {
            json.WriteStartObject();
            WriteFigures(profile, column, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the figures of a field: name, type, how many values, and how they lie.</summary>
    public static void WriteFigures(ProfileBuilder profile, int index, Utf8JsonWriter json)
    {
        var (column, name) = (profile.Columns[index], profile.Schema.Columns[index]);
        var nulls = column.Nulls();
        json.WriteString("name"u8, name.Path);
        json.WriteString("type"u8, FieldReader.NameOf(name.Type));
        json.WriteNumber("count"u8, profile.Rows - nulls);
        json.WriteNumber("nulls"u8, nulls);
        WriteStats(json, name.Type, column.Stats());
    }

    private static void WriteLabels(ProfileBuilder profile, Utf8JsonWriter json)
    {
        json.WriteNumber("rows"u8, profile.Rows);
        json.WriteStartObject("labels"u8);
        for (var label = 0; label < profile.RowsByLabel.Count; label++)
            json.WriteNumber(profile.Schema.Labels[label], profile.RowsByLabel[label]);
        json.WriteEndObject();
    }

    private static void WriteColumn(ProfileBuilder profile, int index, Utf8JsonWriter json)
    {
        var (column, name) = (profile.Columns[index], profile.Schema.Columns[index]);
        json.WriteStartObject();
        WriteFigures(profile, index, json);
        WriteHistogram(json, name.Type, column.Histogram);
        WriteTop(json, column.Top);
        json.WriteStartObject("by_label"u8);
        for (var label = 0; label < column.Labels; label++)
        {
            json.WriteStartObject(profile.Schema.Labels[label]);
            json.WriteNumber("count"u8, profile.RowsByLabel[label] - column.Nulls(label));
            json.WriteNumber("nulls"u8, column.Nulls(label));
            WriteStats(json, name.Type, column.Stats(label));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Of a text and a list the figures are those of its length, and so they are named.</summary>
    private static void WriteStats(Utf8JsonWriter json, FieldType type, NumberStats stats)
    {
        if (stats.Count == 0)
            return;
        var length = IsMeasured(type) ? "length_" : "";
        WriteNumber(json, length + "min", type, stats.Min);
        WriteNumber(json, length + "max", type, stats.Max);
        WriteNumber(json, length + "mean", type, stats.Mean);
        json.WriteNumber(length + "stddev", Rounded(stats.Stddev / Unit(type)));
    }

    private static void WriteHistogram(Utf8JsonWriter json, FieldType type, Histogram histogram)
    {
        json.WriteStartArray(IsMeasured(type) ? "length_histogram"u8 : "histogram"u8);
        foreach (var (from, to, count) in histogram.Filled)
        {
            json.WriteStartObject();
            WriteNumber(json, "from", type, from);
            WriteNumber(json, "to", type, to);
            json.WriteNumber("count"u8, count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTop(Utf8JsonWriter json, TopValues top)
    {
        if (top.GaveUp)
        {
            json.WriteNull("top"u8);
            return;
        }

        json.WriteNumber("distinct"u8, top.Values.Count());
        json.WriteStartArray("top"u8);
        foreach (var (value, count) in top.Values.OrderByDescending(entry => entry.Count).Take(TopShown))
        {
            json.WriteStartObject();
            json.WritePropertyName("value"u8);
            json.WriteRawValue(value);
            json.WriteNumber("count"u8, count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, FieldType type, double value)
    {
        if (!Moments.Are(type))
        {
            json.WriteNumber(name, Rounded(value));
            return;
        }

        var (first, last) = Moments.Range(type);
        Span<byte> text = stackalloc byte[40];
        var length = Moments.Write(type, Math.Floor(Math.Clamp(value, first, last)), text);
        json.WriteString(name, text[..length]);
    }

    private static bool IsMeasured(FieldType type) => type is FieldType.String or FieldType.Array;

    // Spread of dates is told in days, of times and moments in seconds.
    private static double Unit(FieldType type) => type is FieldType.Time or FieldType.DateTime ? 1000 : 1;

    // Twelve digits: beyond them the order of additions shows.
    private static double Rounded(double value)
    {
        if (value == 0 || !double.IsFinite(value))
            return 0;
        return double.Parse(value.ToString("G12", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
    }
}
