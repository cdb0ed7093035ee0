namespace CrowdMind.Tflite;

/// <summary>
/// What the options of each operator lead to, after the tables in schema.fbs: one letter a field. A scalar is <c>.</c>; a
/// vector is <c>b</c>, <c>i</c> or <c>l</c> for elements of one, four or eight bytes; <c>t</c> is a text; <c>g</c> the index
/// of a subgraph, <c>G</c> a vector of them. Options that have only scalars are not named.
/// </summary>
internal static class OptionLayouts
{
    /// <summary>Of the union BuiltinOptions.</summary>
    public static string Of(byte type) => type switch
    {
        3 => ".ii",     // ConcatEmbeddingsOptions
        16 => "g",      // CallOptions
        17 => "i",      // ReshapeOptions
        30 => "i",      // SqueezeOptions
        92 => "gg",     // IfOptions
        93 => "gg",     // WhileOptions
        103 => "g",     // CallOnceOptions
        111 => "tt",    // VarHandleOptions
        115 => "i",     // BucketizeOptions
        _ => "",
    };

    /// <summary>Of the union BuiltinOptions2.</summary>
    public static string OfSecond(byte type) => type switch
    {
        2 => "l",                   // StablehloBroadcastInDimOptions
        3 => "lll",                 // StablehloSliceOptions
        4 => "llllb..l..l..l..i",   // StablehloConvolutionOptions
        5 => "t.t.Gb",              // StablehloCustomCallOptions
        6 => "lg",                  // StablehloReduceOptions
        7 => ".lll..g",             // StablehloScatterOptions
        9 => "l",                   // StablehloDynamicSliceOptions
        10 => "lll",                // StablehloPadOptions
        12 => "lllli",              // StablehloDotGeneralOptions
        13 => "lllllg",             // StablehloReduceWindowOptions
        14 => "..g",                // StablehloSortOptions
        15 => "gg",                 // StablehloWhileOptions
        16 => "lll.l",              // StablehloGatherOptions
        17 => "l",                  // StablehloTransposeOptions
        21 => "tgb",                // StableHLOCompositeOptions
        23 => "G",                  // StablehloCaseOptions
        _ => "",
    };
}
