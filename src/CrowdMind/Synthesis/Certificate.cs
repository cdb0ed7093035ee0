using System.Text.Json;
using CrowdMind.Randomness;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>
/// How well a dataset's labels can be told from its fields at best: the accuracy of the Bayes classifier, which knows the
/// very distributions that the rows are drawn from. Computed as the mean, over rows drawn for the purpose, of the greatest
/// posterior probability of a label (Fukunaga, "Introduction to Statistical Pattern Recognition", 1990, chapter 3), the fields
/// being independent of one another within a class. Its standard error is told beside it.
/// </summary>
public sealed class Certificate
{
    private const int Samples = 20_000;

    // Rows of its own, so that it depends on the schema and not on the seed of some call.
    private const ulong SampleSeed = 0x4365727469666965;

    private Certificate(double attainable, double standardError, IReadOnlyList<string> told, IReadOnlyList<string> untold) =>
        (AttainableAccuracy, StandardError, FieldsUsed, FieldsNotUsed) = (attainable, standardError, told, untold);

    /// <summary>The share of rows whose label the best classifier gets right.</summary>
    public double AttainableAccuracy { get; }

    /// <summary>How far the estimate may be off: one standard error.</summary>
    public double StandardError { get; }

    /// <summary>The fields that tell labels apart.</summary>
    public IReadOnlyList<string> FieldsUsed { get; }

    /// <summary>Fields that may tell labels apart too, in a way that is not computed: then more can be attained.</summary>
    public IReadOnlyList<string> FieldsNotUsed { get; }

    /// <summary>Computes the certificate of a schema; some hundredths of a second.</summary>
    /// <param name="schema">What rows are.</param>
    /// <param name="vocabulary">The words of its languages.</param>
    public static Certificate Compute(DatasetSchema schema, Vocabulary vocabulary)
    {
        var sampler = new RowGenerator(schema, vocabulary, SampleSeed);
        FieldWriter[] told = [.. sampler.Columns.Where(field => field.Tells.Known)];
        var untold = sampler.Columns.Where(field => field.Tells is (true, false));
        var (mean, error) = told.Length > 0 ? Sample(sampler, told) : (Guessed(sampler), 0);
        return new Certificate(mean, error, [.. told.Select(field => Path(sampler, field))], [.. untold.Select(field => Path(sampler, field))]);
    }

    /// <summary>Writes the members that tell of it.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("certificate"u8);
        json.WriteNumber("attainable_accuracy"u8, Math.Round(AttainableAccuracy, 4));
        json.WriteNumber("standard_error"u8, Math.Round(StandardError, 5));
        json.WriteBoolean("lower_bound"u8, FieldsNotUsed.Count > 0);
        json.WriteString("method"u8, $"mean greatest posterior of a label over {Samples} rows, from the distributions of the schema");
        WriteNames(json, "fields_used", FieldsUsed);
        WriteNames(json, "fields_not_used", FieldsNotUsed);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string member, IReadOnlyList<string> names)
    {
        json.WriteStartArray(member);
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static string Path(RowGenerator generator, FieldWriter field) => generator.Schema.Columns[field.Field.Column].Path;

    private static (double Mean, double StandardError) Sample(RowGenerator generator, FieldWriter[] fields)
    {
        var row = new Row(generator.Schema, SampleSeed) { Words = [] };
        var output = new RowBuffer();
        var stats = default(Profiles.NumberStats);
        var chances = new double[generator.Labels.Count];
        for (var i = 0; i < Samples; i++)
        {
            var (drawnClass, label) = generator.Labels.Of(i);
            output.Clear();
            row.Begin(i, drawnClass, label, output, profile: null);
            generator.WriteFields(row);
            stats.Add(GreatestPosterior(generator.Labels, fields, row, chances));
        }

        return (stats.Mean, stats.Stddev / Math.Sqrt(Samples));
    }

    private static double GreatestPosterior(LabelDraw labels, FieldWriter[] fields, Row row, double[] chances)
    {
        var greatest = double.NegativeInfinity;
        for (var c = 0; c < chances.Length; c++)
        {
            chances[c] = labels.Share(c) > 0 ? ExactMath.Log(labels.Share(c)) : double.NegativeInfinity;
            foreach (var field in fields)
                chances[c] += field.LogLikelihood(row, c);
            greatest = Math.Max(greatest, chances[c]);
        }

        var sum = 0.0;
        for (var c = 0; c < chances.Length; c++)
            sum += chances[c] = ExactMath.Exp(chances[c] - greatest);
        var best = 0.0;
        for (var label = 0; label < chances.Length; label++)
        {
            var posterior = 0.0;
            for (var c = 0; c < chances.Length; c++)
                posterior += chances[c] / sum * labels.Chance(c, label);
            best = Math.Max(best, posterior);
        }

        return best;
    }

    /// <summary>What is right without looking: the most frequent label.</summary>
    private static double Guessed(RowGenerator generator) => Enumerable.Range(0, generator.Labels.Count)
        .Max(label => Enumerable.Range(0, generator.Labels.Count).Sum(c => generator.Labels.Share(c) * generator.Labels.Chance(c, label)));
}
