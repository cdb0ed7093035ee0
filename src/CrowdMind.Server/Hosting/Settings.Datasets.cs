namespace CrowdMind.Server.Hosting;

/// <summary>What is set for datasets.</summary>
internal sealed partial class Settings
{
    /// <summary>Beyond this a call would run for days; it is one transaction.</summary>
    private const int MostGenerateRows = 1_000_000_000;

    private int GenerateRows() => Number("MAX_GENERATE_ROWS", Limits.GenerateRows, 1, MostGenerateRows);

    private int DatasetUploadMb() =>
        Number("MAX_DATASET_UPLOAD_MB", Limits.DatasetUploadMb, 1, Limits.DatasetUploadMostMb);
}
