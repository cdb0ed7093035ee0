using System.Globalization;
using System.Text;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>
/// Makes the rows of a dataset. Row <i>i</i> is a function of the generator's version, the schema, the labels, the seed and
/// <i>i</i> alone: it is the same on every machine, in whatever range, order and part it is made. Has no state of its own:
/// several threads make rows at once, each with its own <see cref="RowMaker"/>.
/// </summary>
public sealed class RowGenerator
{
    /// <summary>What is kept with a dataset; whoever changes a value that some seed gives must raise it.</summary>
    public const int Version = 1;

    private readonly IReadOnlyList<FieldWriter> _fields;

    /// <summary>Prepares a generator.</summary>
    /// <param name="schema">What rows are.</param>
    /// <param name="vocabulary">The words of its languages.</param>
    /// <param name="seed">Chooses the rows among all that the schema could give.</param>
    public RowGenerator(DatasetSchema schema, Vocabulary vocabulary, ulong seed)
    {
        (Schema, Seed) = (schema, seed);
        var factory = new WriterFactory(schema, vocabulary);
        _fields = factory.Make(schema.Fields);
        Columns = factory.Columns;
        Labels = new LabelDraw(schema, seed);
        LabelMembers = [.. schema.Labels.Select(RowEnvelope.LabelMember)];
        SeedMember = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\",\"seed\":{seed}"));
    }

    /// <summary>What rows are.</summary>
    public DatasetSchema Schema { get; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    internal IReadOnlyList<FieldWriter> Columns { get; }

    internal LabelDraw Labels { get; }

    internal byte[][] LabelMembers { get; }

    internal byte[] SeedMember { get; }

    /// <summary>What one thread makes rows with.</summary>
    public RowMaker CreateMaker() => new(this);

    /// <summary>Writes the fields of a row that has begun, between the braces of its object.</summary>
    internal void WriteFields(Row row)
    {
        for (var i = 0; i < _fields.Count; i++)
        {
            if (i > 0)
                row.Out.Put((byte)',');
            _fields[i].WriteMember(row);
        }
    }
}
