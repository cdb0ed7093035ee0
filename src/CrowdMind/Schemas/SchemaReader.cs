using System.Text.Json;

namespace CrowdMind.Schemas;

/// <summary>Reads a schema as it was posted, and says everything that is wrong with it.</summary>
/// <param name="json">The schema as it is kept.</param>
/// <param name="givenLabels">The labels that were given beside it.</param>
internal sealed class SchemaReader(RawJson? json, IReadOnlyList<string>? givenLabels)
{
    private const string DefaultLabelColumn = "label";

    private readonly List<SchemaError> _errors = [];
    private bool _isAssumed;

    /// <summary>Reads the schema.</summary>
    public SchemaOutcome Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return new SchemaOutcome.Invalid([new SchemaError("schema", "it must be an object")]);
        var node = new SchemaNode(root, "schema", _errors);
        var labels = new LabelReader(_errors).Read(node, givenLabels);
        var labelColumn = node.Text("label_column") ?? DefaultLabelColumn;
        _isAssumed = node.Flag("assumed") ?? false;
        var schema = node.Has("features") ? ReadShortForm(node, labels, labelColumn) : ReadFields(node, labels, labelColumn);
        return _errors.Count == 0 ? new SchemaOutcome.Valid(schema!) : new SchemaOutcome.Invalid(_errors);
    }

    private DatasetSchema? ReadFields(SchemaNode node, IReadOnlyList<string> labels, string labelColumn)
    {
        var weights = LabelReader.Weights(node, "label_weights", labels);
        var elements = node.Elements("fields");
        if (elements is null or { Count: 0 })
        {
            if (elements is not null || !node.Has("fields"))
                node.WrongMember("fields", "it must name at least one field, or the schema must have features");
            return null;
        }

        var reader = new FieldReader(labels, _errors);
        var fields = reader.ReadAll(elements, prefix: "", depth: 1);
        if (reader.Columns.Any(column => column.Path == labelColumn))
            node.WrongMember("label_column", $"'{labelColumn}' is the name of a field too; it must be another");
        return new DatasetSchema(json, labels, weights, labelColumn, fields, reader.Columns, classes: null) { IsAssumed = _isAssumed };
    }

    private DatasetSchema? ReadShortForm(SchemaNode node, IReadOnlyList<string> labels, string labelColumn)
    {
        var reader = new ShortFormReader(_errors);
        var (columns, classes) = reader.Read(node, labels.Count);
        var weights = LabelReader.Weights(node, "weights", labels);
        node.RefuseOthers("the short form");
        if (columns.Any(column => column.Path == labelColumn))
            node.WrongMember("label_column", $"'{labelColumn}' is a feature too; it must be another name");
        var fields = ShortFormReader.Fields(columns, labels.Count);
        return new DatasetSchema(json, labels, weights, labelColumn, fields, columns, classes) { IsAssumed = _isAssumed };
    }
}
