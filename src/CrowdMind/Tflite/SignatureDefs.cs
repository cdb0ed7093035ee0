namespace CrowdMind.Tflite;

/// <summary>Goes over the signatures of the model that this one was converted from: tables SignatureDef and TensorMap.</summary>
internal static class SignatureDefs
{
    public static void Check(FlatTable model, List<Subgraph> subgraphs)
    {
        var signatures = model.Vector(Fields.Model.SignatureDefs);
        for (var at = 0; at < signatures.Count; at++)
        {
            var signature = signatures.Table(at);
            signature.CheckText(Fields.SignatureDef.Key);
            var graph = signature.UInt32(Fields.SignatureDef.Subgraph);
            if (graph >= subgraphs.Count)
            {
                signature.Refuse($"signature {at} is of subgraph {graph}, but there are {subgraphs.Count}");
                return;
            }

            CheckNames(signature.Vector(Fields.SignatureDef.Inputs), subgraphs[(int)graph].Tensors);
            CheckNames(signature.Vector(Fields.SignatureDef.Outputs), subgraphs[(int)graph].Tensors);
        }
    }

    private static void CheckNames(FlatVector names, int tensors)
    {
        for (var at = 0; at < names.Count; at++)
        {
            var name = names.Table(at);
            name.CheckText(Fields.TensorMap.Name);
            if (name.UInt32(Fields.TensorMap.Tensor) is var tensor && tensor >= tensors && name.IsThere)
                name.Refuse($"a signature names tensor {tensor}, but its subgraph has {tensors}");
        }
    }
}
