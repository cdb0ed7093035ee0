using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Bogus;

namespace CrowdMind.Benchmarks.Peers;

/// <summary>
/// The peer of making datasets: the same fields as a default row, each drawn by Bogus when its row is made, written by
/// System.Text.Json, packed at the fastest level, and synced to a file.
/// </summary>
internal static class BogusPeer
{
    private static readonly string[] s_labels = ["positive", "negative", "neutral"];
    private static readonly string[] s_sources = ["web", "mobile", "api"];

    /// <summary>Makes so many rows; gives its rows a second as text.</summary>
    public static string Run(string path, int rows)
    {
        Faker faker = new("en") { Random = new Randomizer(42) };
        Guid dataset = Guid.CreateVersion7();
        Write(faker, dataset, path, rows / 2);
        long start = Stopwatch.GetTimestamp();
        Write(faker, dataset, path, rows);
        return (rows / Stopwatch.GetElapsedTime(start).TotalSeconds).ToString("F0", CultureInfo.InvariantCulture);
    }

    private static void Write(Faker faker, Guid dataset, string path, int rows)
    {
        using FileStream file = File.Create(path);
        using (GZipStream gzip = new(file, CompressionLevel.Fastest, leaveOpen: true))
        using (BufferedStream lines = new(gzip, 64 * 1024))
        {
            for (int row = 0; row < rows; row++)
            {
                JsonSerializer.Serialize(lines, Make(faker, dataset, row));
                lines.WriteByte((byte)'\n');
            }
        }

        file.Flush(flushToDisk: true);
    }

    private static Row Make(Faker faker, Guid dataset, int row) => new(
        Guid.CreateVersion7(),
        dataset,
        new Input(
            string.Join(' ', faker.Lorem.Words(faker.Random.Int(5, 20))),
            faker.Random.Guid(),
            faker.Date.Between(new DateTime(2024, 1, 1), new DateTime(2025, 12, 31)),
            faker.PickRandom(s_sources),
            new Metadata(faker.Internet.Ip(), faker.Internet.UserAgent())),
        faker.PickRandom(s_labels),
        new Meta(row),
        DateTimeOffset.UtcNow);

    private sealed record Row(Guid Id, Guid DatasetId, Input InputData, string Label, Meta Meta, DateTimeOffset CreatedAt);

    private sealed record Input(string Text, Guid UserId, DateTime Timestamp, string Source, Metadata Metadata);

    private sealed record Metadata(string Ip, string UserAgent);

    private sealed record Meta(int Row);
}
