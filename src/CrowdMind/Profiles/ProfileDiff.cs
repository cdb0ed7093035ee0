using System.Text.Json;
using CrowdMind.Schemas;

namespace CrowdMind.Profiles;

/// <summary>Writes two profiles side by side.</summary>
public static class ProfileDiff
{
    /// <summary>Writes the members that tell of labels and fields.</summary>
    /// <param name="one">The first dataset's.</param>
    /// <param name="other">The second's.</param>
    /// <param name="json">Where it goes.</param>
    public static void Write(ProfileBuilder one, ProfileBuilder other, Utf8JsonWriter json)
    {
        json.WriteStartArray("labels"u8);
        foreach (var label in one.Schema.Labels.Union(other.Schema.Labels))
        {
            json.WriteStartObject();
            json.WriteString("label"u8, label);
            WriteShare(json, "a", one, label);
            WriteShare(json, "b", other, label);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("fields"u8);
        foreach (var path in Paths(one).Union(Paths(other)))
            WriteField(json, path, (one, IndexOf(one, path)), (other, IndexOf(other, path)));
        json.WriteEndArray();
    }

    private static void WriteShare(Utf8JsonWriter json, string member, ProfileBuilder profile, string label)
    {
        var index = profile.Schema.Labels.ToList().IndexOf(label);
        var count = index < 0 ? 0 : profile.RowsByLabel[index];
        json.WriteStartObject(member);
        json.WriteNumber("count"u8, count);
        json.WriteNumber("share"u8, profile.Rows == 0 ? 0 : Math.Round((double)count / profile.Rows, 6));
        json.WriteEndObject();
    }

    private static void WriteField(
        Utf8JsonWriter json, string path, (ProfileBuilder Profile, int Column) one, (ProfileBuilder Profile, int Column) other)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, path);
        WriteSide(json, "a", one);
        WriteSide(json, "b", other);
        json.WritePropertyName("drift"u8);
        if (Compare(one, other) is { } drift)
            WriteDrift(json, drift);
        else
            json.WriteNullValue();
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, string member, (ProfileBuilder Profile, int Column) side)
    {
        if (side.Column < 0)
        {
            json.WriteNull(member);
            return;
        }

        json.WriteStartObject(member);
        ProfileWriter.WriteFigures(side.Profile, side.Column, json);
        json.WriteEndObject();
    }

    /// <summary>The drift of a field that both have; numbers with and without a fraction can be compared, other types only alike.</summary>
    private static Drift? Compare((ProfileBuilder Profile, int Column) one, (ProfileBuilder Profile, int Column) other)
    {
        if (one.Column < 0 || other.Column < 0)
            return null;
        var (type, otherType) = (one.Profile.Schema.Columns[one.Column].Type, other.Profile.Schema.Columns[other.Column].Type);
        var areNumbers = IsNumber(type) && IsNumber(otherType);
        if (type != otherType && !areNumbers)
            return null;
        return Drift.Of(one.Profile.Columns[one.Column], other.Profile.Columns[other.Column], areNumbers || Moments.Are(type));
    }

    private static void WriteDrift(Utf8JsonWriter json, Drift drift)
    {
        json.WriteStartObject();
        json.WriteNumber("psi"u8, Math.Round(drift.Psi, 6));
        json.WriteString("level"u8, drift.Level);
        json.WriteNumber("psi_by_chance"u8, Math.Round(drift.ByChance, 6));
        json.WriteString("by"u8, drift.By);
        json.WriteNumber("bins"u8, drift.Bins);
        WriteDistance(json, "ks", drift.Ks);
        WriteDistance(json, "ks_at_most", drift.KsAtMost);
        WriteDistance(json, "ks_critical", drift.KsCritical);
        json.WriteEndObject();
    }

    private static void WriteDistance(Utf8JsonWriter json, string member, double? value)
    {
        if (value is { } known)
            json.WriteNumber(member, Math.Round(known, 6));
        else
            json.WriteNull(member);
    }

    private static bool IsNumber(FieldType type) => type is FieldType.Number or FieldType.Integer;

    private static IEnumerable<string> Paths(ProfileBuilder profile) => profile.Schema.Columns.Select(column => column.Path);

    private static int IndexOf(ProfileBuilder profile, string path) => Paths(profile).ToList().IndexOf(path);
}
