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

    /// <summary>The file of a version that a job made: <c>rows.csv</c>.</summary>
    public static ObjectKey FileOf(DatasetId dataset, JobId job, string ending) => FolderOf(dataset, job).Key($"rows.{ending}");

    /// <summary>The flat files of a dataset that grows, which are made when they are asked for.</summary>
    public static ObjectFolder FlatFolderOf(DatasetId dataset) => ObjectFolder.Parse($"datasets/{dataset}/flat");

    /// <summary>One of them, by how many rows it holds; each is made under a key of its own.</summary>
    public static ObjectKey FlatOf(DatasetId dataset, long rows, Guid making) =>
        FlatFolderOf(dataset).Key(string.Create(CultureInfo.InvariantCulture, $"{rows:d19}-{making:n}.csv"));

    /// <summary>How many rows such a file holds; null for any other object.</summary>
    public static long? RowsOf(ObjectKey flat) =>
        long.TryParse(flat.FileName.Split('-', 2)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? rows : null;

    /// <summary>One segment of a job.</summary>
    public static ObjectKey Of(DatasetId dataset, JobId job, int number) =>
        FolderOf(dataset, job).Key(number.ToString("d6", CultureInfo.InvariantCulture) + ".jsonl.gz");
}
