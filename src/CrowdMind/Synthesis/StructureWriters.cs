using CrowdMind.Randomness;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>An object of nested fields, each drawn from its own stream, or within a list in turn from the list's.</summary>
internal sealed class GroupWriter(IReadOnlyList<FieldWriter> fields, bool inList) : ValueWriter
{
    public override void Write(ref Draws draws, Row row, int column)
    {
        row.Out.Put((byte)'{');
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0)
                row.Out.Put((byte)',');
            if (inList)
                fields[i].WriteMember(ref draws, row);
            else
                fields[i].WriteMember(row);
        }

        row.Out.Put((byte)'}');
    }
}

/// <summary>A list of items, each drawn in turn from the list's own stream.</summary>
internal sealed class ListWriter(FieldGenerator.List list, FieldWriter items) : ValueWriter
{
    public override void Write(ref Draws draws, Row row, int column)
    {
        var start = row.Out.Length;
        var count = list.Min + (int)draws.Below((uint)(list.Max - list.Min + 1));
        row.Out.Put((byte)'[');
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                row.Out.Put((byte)',');
            items.Write(ref draws, row);
        }

        row.Out.Put((byte)']');
        row.SetNumber(column, count, start);
    }
}
