using System.Text.Json;
using CrowdMind.Profiles;

namespace CrowdMind.Synthesis;

/// <summary>What a dataset looks like, and how well its labels can be told: what a trainer reads first.</summary>
public static class DatasetProfile
{
    /// <summary>Writes the profile as a JSON object.</summary>
    /// <param name="profile">What was gathered.</param>
    /// <param name="certificate">How well labels can be told; null where rows were not made here.</param>
    /// <param name="json">Where it goes.</param>
    public static void Write(ProfileBuilder profile, Certificate? certificate, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ProfileWriter.Write(profile, json);
        if (profile.Rows > 0)
            json.WriteNumber("baseline_accuracy"u8, Math.Round((double)profile.RowsByLabel.Max() / profile.Rows, 4));
        else
            json.WriteNull("baseline_accuracy"u8);
        certificate?.Write(json);
        json.WriteEndObject();
    }

    /// <summary>Writes what is most asked for: how many rows, of which labels, and the figures of each field.</summary>
    public static void WriteSummary(ProfileBuilder profile, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ProfileWriter.WriteSummary(profile, json);
        json.WriteEndObject();
    }
}
