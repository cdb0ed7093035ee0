using CrowdMind.Schemas;
using CrowdMind.Synthesis;

namespace CrowdMind.Imports;

/// <summary>Writes the fields of a row from a file's record.</summary>
internal sealed class FieldImports
{
    private readonly IReadOnlyList<Member> _members;
    private readonly IReadOnlyList<SchemaColumn> _columns;

    /// <summary>Prepares it.</summary>
    public FieldImports(DatasetSchema schema, bool isJson)
    {
        _columns = schema.Columns;
        _members = Members(schema.Fields, isJson);
    }

    /// <summary>Writes them between the braces of their object; false when something is wrong, which is noted.</summary>
    public bool Write(Row row, RecordMap map, long line, FaultList faults) => Write(_members, row, map, line, faults);

    private bool Write(IReadOnlyList<Member> members, Row row, RecordMap map, long line, FaultList faults)
    {
        var isRight = true;
        for (var i = 0; i < members.Count; i++)
        {
            var member = members[i];
            if (i > 0)
                row.Out.Put((byte)',');
            row.Out.Put(member.Name);
            if (member.Value is { } import)
            {
                var value = map.Value(member.Column);
                if (import.Write(value, row) is not { } problem)
                    continue;
                faults.Add(line, $"The field '{FaultList.Shown(_columns[member.Column].Path)}' is {Shown(value)}; {problem}.");
                isRight = false;
            }
            else
            {
                row.Out.Put((byte)'{');
                isRight &= Write(member.Inside, row, map, line, faults);
                row.Out.Put((byte)'}');
            }
        }

        return isRight;
    }

    private static string Shown(ReadOnlySpan<byte> value) => value.IsEmpty ? "empty" : $"'{FaultList.Shown(value)}'";

    private static IReadOnlyList<Member> Members(IReadOnlyList<Field> fields, bool isJson) =>
    [
        .. fields.Select(field => new Member(
            [(byte)'"', .. Vocabulary.Escape(field.Name), .. "\":"u8],
            field.Column,
            field.Type == FieldType.Object ? null : new ValueImport(field, isJson),
            Members(field.Fields, isJson))),
    ];

    private sealed record Member(byte[] Name, int Column, ValueImport? Value, IReadOnlyList<Member> Inside);
}
