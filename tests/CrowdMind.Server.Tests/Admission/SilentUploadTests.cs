using System.IO.Pipelines;
using CrowdMind.Backplanes;
using CrowdMind.Recording;
using CrowdMind.Server.Access;
using CrowdMind.Server.Admission;
using CrowdMind.Server.Api;
using CrowdMind.Server.Wire;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Engines;
using Microsoft.AspNetCore.Http;

namespace CrowdMind.Server.Tests.Admission;

/// <summary>An NDJSON body may be quiet for long, and not for ever.</summary>
public sealed class SilentUploadTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(Limits.UploadSilenceMinutes);

    private readonly ManualTime _time = new();
    // A write ends when it was read.
    private readonly Pipe _body = new(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));

    [Fact]
    public async Task An_upload_that_says_nothing_is_ended_and_told_how_far_it_came()
    {
        var options = new AdmissionOptions(0, 0, 0, 0);
        var writer = new LogWriter(new MemoryEngine(new MemoryData(), _time).Log, new InProcessBackplane(), Unmeasured.Writer(), _time);
        // Nobody's credential ends here, so neither keys nor agents are looked up.
        var sessions = new Sessions(keys: null!, deployments: null!, _time);
        var uploads = new ReactionUploads(
            writer, new Publishing(_time, 1024), new PublishRates(options, _time), new LiveConnections(options), sessions, _time);
        var context = new DefaultHttpContext { User = CallerPrincipal.Anyone };
        context.Request.Body = _body.Reader.AsStream();
        var answering = uploads.TakeAsync(new ExperimentId(Guid.CreateVersion7()), context, default);
        await _body.Writer.WriteAsync("\n"u8.ToArray());
        var answered = await Eventually.HappensAsync(
            () =>
            {
                _time.Advance(Silence);
                return Task.FromResult(answering.IsCompleted);
            },
            Within);
        Assert.True(answered, "the upload was ended");
        var problem = Assert.IsType<Problem>(await answering);
        Assert.Equal((StatusCodes.Status408RequestTimeout, 0), (problem.Status, problem.Details!["accepted"]));
        Assert.StartsWith("Line 2: Nothing came for 75 minutes", problem.Message, StringComparison.Ordinal);
    }
}
