using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CrowdMind.Datasets;
using CrowdMind.Generation;
using CrowdMind.Profiles;
using CrowdMind.Synthesis;

namespace CrowdMind.Versions;

/// <summary>How a version that is made and stored comes to be seen.</summary>
internal static class VersionCommits
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Commits it.</summary>
    /// <param name="ports">What it stands on.</param>
    /// <param name="draft">The version as it is to be.</param>
    /// <param name="segments">Its rows.</param>
    /// <param name="profile">What they are like; none when they were not read.</param>
    /// <param name="progress">The run.</param>
    public static async Task<GenerationOutcome> CommitAsync(
        VersionPorts ports, VersionDraft draft, IReadOnlyList<Segment> segments, ProfileBuilder? profile, RunProgress progress)
    {
        var version = new DatasetVersion(draft.Dataset, profile is null ? null : Stats(profile));
        var commit = new VersionCommit(
            progress.Job.Id, version, draft.FillsWaiting, segments, profile?.ToState(), progress.StartedAt, ports.Generation.Time.Now());
        return await progress.CommitAsync(() => ports.Generation.Datasets.CommitVersionAsync(commit, CancellationToken.None)) switch
        {
            CommitOutcome.Committed => new GenerationOutcome.Made(version),
            CommitOutcome.VersionTaken => new GenerationOutcome.VersionTaken(),
            CommitOutcome.DatasetGone => new GenerationOutcome.DatasetGone(),
            _ => new GenerationOutcome.Cancelled(),
        };
    }

    private static RawJson Stats(ProfileBuilder profile)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Options))
            DatasetProfile.WriteSummary(profile, json);
        return RawJson.FromUtf8(body.WrittenSpan);
    }
}
