namespace CrowdMind.Tflite;

/// <summary>Goes over table SparsityParameters, which says where the values of a sparse tensor belong.</summary>
internal static class SparseShapes
{
    public static void Check(FlatTable sparsity)
    {
        sparsity.Check(Fields.Sparsity.TraversalOrder, sizeof(int));
        sparsity.Check(Fields.Sparsity.BlockMap, sizeof(int));
        var dimensions = sparsity.Vector(Fields.Sparsity.Dimensions);
        for (var at = 0; at < dimensions.Count; at++)
        {
            var dimension = dimensions.Table(at);
            CheckNumbers(dimension, Fields.SparseDimension.SegmentsType, Fields.SparseDimension.Segments);
            CheckNumbers(dimension, Fields.SparseDimension.IndicesType, Fields.SparseDimension.Indices);
        }
    }

    /// <summary>The union SparseIndexVector: numbers of four, two or one byte.</summary>
    private static void CheckNumbers(FlatTable dimension, int typeField, int valueField)
    {
        var vector = dimension.Union(typeField, valueField);
        var elementBytes = dimension.Byte(typeField) switch { 1 => sizeof(int), 2 => sizeof(ushort), _ => sizeof(byte) };
        vector.Check(0, elementBytes);
    }
}
