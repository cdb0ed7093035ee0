using CrowdMind.Randomness;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>Makes texts, between quotes.</summary>
internal abstract class TextWriter : ValueWriter
{
    public override void Write(ref Draws draws, Row row, int column)
    {
        var start = row.Out.Length;
        row.Out.Put((byte)'"');
        PutText(ref draws, row, column);
        row.Out.Put((byte)'"');
        row.SetText(column, start);
    }

    /// <summary>Writes the text as it stands within a JSON string.</summary>
    protected abstract void PutText(ref Draws draws, Row row, int column);
}

/// <summary>Something that looks real.</summary>
internal sealed class FakerWriter(Fake fake) : TextWriter
{
    protected override void PutText(ref Draws draws, Row row, int column) => fake(ref draws, row.Out);
}

/// <summary>One of several texts with places to fill.</summary>
internal sealed class TemplateWriter(FieldGenerator.Template template, Vocabulary vocabulary) : TextWriter
{
    private readonly Weights _weights = new(template.Weights);
    private readonly Piece[][] _texts =
        [.. template.Texts.Select(pieces => pieces.Select(piece => new Piece(piece, vocabulary)).ToArray())];

    protected override void PutText(ref Draws draws, Row row, int column)
    {
        foreach (var piece in _texts[_weights.Draw(ref draws)])
            piece.Put(ref draws, row);
    }

    private sealed class Piece(TextPiece piece, Vocabulary vocabulary)
    {
        private readonly Fake? _fake =
            piece is TextPiece.Fake fake ? Fakes.Of(fake.Provider, fake.Locale, vocabulary) : null;

        public void Put(ref Draws draws, Row row)
        {
            if (piece is TextPiece.Literal literal)
            {
                row.Out.Put(literal.Escaped);
            }
            else if (piece is TextPiece.Reference { Column: var column } && row.Texts[column] is (var start, > 0 and var length))
            {
                row.Out.Room(length);
                row.Out.Put(Unquoted(row.Out.Slice(start, length)));
            }
            else
            {
                _fake?.Invoke(ref draws, row.Out);
            }
        }

        // Dates and times are noted with their quotes.
        private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> json) => json[0] == (byte)'"' ? json[1..^1] : json;
    }
}
