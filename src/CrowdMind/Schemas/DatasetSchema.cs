using System.Text.Json;

namespace CrowdMind.Schemas;

/// <summary>
/// What the rows of a dataset are: fields after Frictionless Table Schema (specs.frictionlessdata.io), each with a
/// <c>generator</c> that says how its values come about, and the labels of the classes. Or the short form, numeric features
/// drawn class by class. Immutable, valid.
/// </summary>
public sealed class DatasetSchema
{
    internal DatasetSchema(
        RawJson? json, IReadOnlyList<string> labels, IReadOnlyList<double> labelWeights, string labelColumn,
        IReadOnlyList<Field> fields, IReadOnlyList<SchemaColumn> columns, ClassDesign? classes)
    {
        (Json, Labels, LabelWeights, LabelColumn) = (json, labels, labelWeights, labelColumn);
        (Fields, Columns, Classes) = (fields, columns, classes);
    }

    /// <summary>The labels where none are given.</summary>
    public static IReadOnlyList<string> DefaultLabels { get; } = ["positive", "negative", "neutral"];

    /// <summary>The schema as it was given; null where none was, and rows are the default ones.</summary>
    public RawJson? Json { get; }

    /// <summary>The schema of versions that are generated where none was given: five numeric features.</summary>
    public static RawJson ShortForm { get; } = new(
        """{"features":["feature_1","feature_2","feature_3","feature_4","feature_5"],"assumed":true}""");

    /// <summary>
    /// Whether nobody gave it: it was read off a file, or is <see cref="ShortForm"/>. It tells what the rows of one version
    /// are, and binds no other.
    /// </summary>
    public bool IsAssumed { get; internal init; }

    /// <summary>The schema of the default rows.</summary>
    public static string DefaultText => DefaultRows.Schema;

    /// <summary>The classes, at least one.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>What a flat table calls the label: <c>label</c> unless the schema says otherwise.</summary>
    public string LabelColumn { get; }

    /// <summary>The columns of a flat table, in order, without the label.</summary>
    public IReadOnlyList<SchemaColumn> Columns { get; }

    internal IReadOnlyList<double> LabelWeights { get; }

    internal IReadOnlyList<Field> Fields { get; }

    internal ClassDesign? Classes { get; }

    /// <summary>Reads and checks a schema.</summary>
    /// <param name="json">The schema, a JSON object; null for the default rows.</param>
    /// <param name="labels">The labels that were given beside the schema, if any.</param>
    public static SchemaOutcome Read(RawJson? json, IReadOnlyList<string>? labels)
    {
        using var document = JsonDocument.Parse(json?.Text ?? DefaultRows.Schema);
        return new SchemaReader(json, labels).Read(document.RootElement);
    }
}
