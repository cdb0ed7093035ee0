using System.Globalization;
using CrowdMind.Objects;

namespace CrowdMind.Segments;

/// <summary>Where segments lie in the object store: by dataset, and there by the job that made them.</summary>
public static class SegmentKeys
{
    /// <summary>All segments of a dataset.</summary>
    public static ObjectFolder FolderOf(DatasetId dataset) => ObjectFolder.Parse($"datasets/{dataset}");

    /// <summary>The segments that a job made.</summary>
    public static ObjectFolder FolderOf(DatasetId dataset, JobId job) => ObjectFolder.Parse($"datasets/{dataset}/{job}");

    /// <summary>One segment of a job.</summary>
    public static ObjectKey Of(DatasetId dataset, JobId job, int number) =>
        FolderOf(dataset, job).Key(number.ToString("d6", CultureInfo.InvariantCulture) + ".jsonl.gz");
}
