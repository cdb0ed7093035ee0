namespace CrowdMind;

/// <summary>Those of models and their files.</summary>
public static partial class Limits
{
    /// <summary>MiB of an upload, unless an operator says otherwise: ten times what the devices meant here hold.</summary>
    public const int UploadMb = 20;

    /// <summary>The most an operator may choose: FlatBuffers end at 2 GiB.</summary>
    public const int UploadMostMb = 2047;

    /// <summary>Bytes of a form beside its file: boundaries, headers, fields that nobody reads.</summary>
    public const int FormBytes = 64 * 1024;

    /// <summary>Labels of a model; image classifiers have up to 22,000.</summary>
    public const int ModelLabels = 50_000;

    /// <summary>Characters in a model's description: a page.</summary>
    public const int DescriptionCharacters = 4000;

    /// <summary>Bytes of a model's metrics: hundreds of numbers; longer series belong beside the trainer.</summary>
    public const int MetricsBytes = 64 * 1024;

    /// <summary>Characters in an alias: a word.</summary>
    public const int AliasCharacters = 50;

    /// <summary>How often an instance says that an upload is still on its way to the object store.</summary>
    public const int UploadPulseSeconds = 2;

    /// <summary>How long it may not say so until the upload is given up: the instance is gone.</summary>
    public const int UploadSilenceSeconds = 10;

    /// <summary>The shortest life of a download's URL, so that a slow device gets to use it.</summary>
    public const int DownloadLeastSeconds = 60;

    /// <summary>The longest life of a download's URL: a day.</summary>
    public const int DownloadMostSeconds = 24 * 60 * 60;

    /// <summary>The life of a download's URL when the caller does not say.</summary>
    public const int DownloadSeconds = 60 * 60;

    /// <summary>Tables and numbers read of a model's graph, as words of four bytes: ten times what large models have, some ms.</summary>
    public const int TfliteWords = 1_000_000;

    /// <summary>Words that a small model's file may come to, whatever its length: writers let equal parts share their place.</summary>
    public const int TfliteLeastWords = 16 * 1024;

    /// <summary>Subgraphs of a model, its kinds of operators, inputs, outputs, metadata entries, packed files: of each.</summary>
    public const int TfliteParts = 1000;

    /// <summary>Dimensions of a tensor; runtimes have kernels for eight at most.</summary>
    public const int TfliteDimensions = 32;

    /// <summary>Bytes of one tensor: more than any device has, and so few that sums of them stay within 64 bits.</summary>
    public const long TfliteTensorBytes = 1L << 40;

    /// <summary>Bytes of a name in a model's signature; what is longer is cut. Converters join names of fused operators.</summary>
    public const int TfliteTextBytes = 4 * 1024;

    /// <summary>Bytes of a model's signature, about: it is a column in the registry, and part of every answer.</summary>
    public const int TfliteSignatureBytes = 1024 * 1024;

    /// <summary>Comparisons spent on planning a model's arena, a ms or two: enough for 1,400 activations.</summary>
    public const int TflitePlanSteps = 1_000_000;

    /// <summary>Bytes of a label file that is packed in a model, unpacked; a longer one is left alone.</summary>
    public const int TfliteLabelBytes = 256 * 1024;
}
