namespace CrowdMind.Tflite;

/// <summary>Reads the list of the operators that a model needs: tables OperatorCode.</summary>
internal static class OperatorKinds
{
    public static OperatorKind[] Read(FlatTable model)
    {
        var codes = model.Few(Fields.Model.OperatorCodes, "kinds of operators");
        var kinds = new OperatorKind[codes.Count];
        for (var index = 0; index < kinds.Length; index++)
            kinds[index] = Read(codes.Table(index), index);
        return kinds;
    }

    private static OperatorKind Read(FlatTable table, int index)
    {
        // The code had one byte at first. Writers fill both fields, old ones only the first: the larger is the code.
        var code = Math.Max(
            table.SByte(Fields.OperatorCode.DeprecatedBuiltinCode), table.Int32(Fields.OperatorCode.BuiltinCode));
        if (code < 0)
            table.Refuse($"operator code {index} is {code}; it must be 0 or more");
        var version = table.Int32(Fields.OperatorCode.Version, otherwise: 1);
        if (code != OperatorNames.Custom)
        {
            table.CheckText(Fields.OperatorCode.CustomCode);
            return new OperatorKind(OperatorNames.Of(Math.Max(code, 0)), version, IsCustom: false);
        }

        var name = table.Text(Fields.OperatorCode.CustomCode);
        if (string.IsNullOrEmpty(name))
            table.Refuse($"operator code {index} is a custom operator without a name");
        return new OperatorKind(name ?? "", version, IsCustom: true);
    }
}
