using CrowdMind.Logs;
using CsvHelper;

namespace CrowdMind.Server.Csv;

/// <summary>A log as CSV (RFC 4180): one event a row, the payload as JSON text.</summary>
internal static class LogCsv
{
    private static readonly string[] Header = ["seq", "type", "id", "agent_id", "payload", "created_at"];

    private static readonly CsvWriterOptions Options = new() { NewLine = "\r\n", BufferSize = Limits.PageBytes };

    /// <summary>Writes the pages as they come.</summary>
    public static async Task WriteAsync(
        IAsyncEnumerable<EventBatch> pages, Stream target, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(target, Options, leaveOpen: true);
        await csv.WriteRecordAsync(Header, cancellationToken);
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            for (var i = 0; i < page.Count; i++)
            {
                WriteFields(csv, page[i]);
                await csv.EndRecordAsync(cancellationToken);
            }

            await csv.FlushAsync(cancellationToken);
        }
    }

    private static void WriteFields(CsvWriter csv, EncodedEvent entry)
    {
        var isReaction = entry.Type == EventType.ReactionCreated;
        csv.WriteField(entry.Seq.Value, default);
        csv.WriteField(entry.Type.Utf8Name());
        csv.WriteField(isReaction ? entry.ReactionId.Span : default);
        csv.WriteField(isReaction ? entry.AgentId.Span : default);
        csv.WriteField(isReaction ? entry.Payload.Span : entry.Data.Span);
        csv.WriteField(entry.At.Span);
    }
}
