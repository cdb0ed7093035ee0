namespace CrowdMind.Tflite;

/// <summary>
/// The numbers of fields in the tables of tensorflow/lite/schema/schema.fbs, version 3d: their places in the text of the
/// schema, where a union takes two (its type, its value).
/// </summary>
internal static class Fields
{
    public static class Model
    {
        public const int Version = 0, OperatorCodes = 1, Subgraphs = 2, Description = 3, Buffers = 4, MetadataBuffer = 5,
            Metadata = 6, SignatureDefs = 7, ExternalBufferGroups = 8, ExternalBuffers = 9;
    }

    public static class OperatorCode
    {
        public const int DeprecatedBuiltinCode = 0, CustomCode = 1, Version = 2, BuiltinCode = 3;
    }

    public static class Subgraph
    {
        public const int Tensors = 0, Inputs = 1, Outputs = 2, Operators = 3, Name = 4;
    }

    public static class Tensor
    {
        public const int Shape = 0, Type = 1, Buffer = 2, Name = 3, Quantization = 4, IsVariable = 5, Sparsity = 6,
            ShapeSignature = 7, VariantTensors = 9, ExternalBuffer = 10;
    }

    public static class VariantSubType
    {
        public const int Shape = 0;
    }

    public static class Quantization
    {
        public const int Min = 0, Max = 1, Scale = 2, ZeroPoint = 3, DetailsType = 4, Details = 5, Dimension = 6;
    }

    public static class QuantizationDetails
    {
        public const int Custom = 1, Blockwise = 2, MultiAxis = 3;
        public const int Scales = 0, ZeroPoints = 1, Dimensions = 3;
    }

    public static class Sparsity
    {
        public const int TraversalOrder = 0, BlockMap = 1, Dimensions = 2;
    }

    public static class SparseDimension
    {
        public const int SegmentsType = 2, Segments = 3, IndicesType = 4, Indices = 5;
    }

    public static class Operator
    {
        public const int CodeIndex = 0, Inputs = 1, Outputs = 2, OptionsType = 3, Options = 4, CustomOptions = 5,
            MutatingInputs = 7, Intermediates = 8, LargeOptionsOffset = 9, LargeOptionsSize = 10, Options2Type = 11, Options2 = 12;
    }

    public static class Buffer
    {
        public const int Data = 0, Offset = 1, Size = 2;
    }

    public static class ExternalBufferGroup
    {
        public const int Name = 0;
    }

    public static class ExternalBuffer
    {
        public const int Packing = 4;
    }

    public static class Metadata
    {
        public const int Name = 0, Buffer = 1;
    }

    public static class TensorMap
    {
        public const int Name = 0, Tensor = 1;
    }

    public static class SignatureDef
    {
        public const int Inputs = 0, Outputs = 1, Key = 2, Subgraph = 4;
    }
}
