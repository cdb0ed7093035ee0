using CrowdMind.Server.Tests.Hostile;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Admission;

/// <summary>Files come in a few at a time: so many of one caller, so many of all together.</summary>
[Collection(AdmissionCollection.Name)]
public sealed class TransferLimits(AdmissionGround ground) : IAsyncLifetime
{
    // Enough to be held to be alive for a minute.
    private const int Beginning = 16 * 1024;

    private readonly List<RawConnection> _begun = [];
    private string _model = "";

    public async Task InitializeAsync() => _model =
        (await ground.As("ops").PostAsync("/models", """{"name":"crowded","version":"1"}""")).Expect(201).Json.GetProperty("id").GetString()!;

    public Task DisposeAsync()
    {
        foreach (var connection in _begun)
            connection.Reset();
        _begun.Clear();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task One_upload_too_many_is_the_caller_s_doing_or_the_server_s()
    {
        var files = ground.As("files");
        Refuses(await BeginAsync(files, Limits.UploadsPerCaller + 1), 429, $"You have {Limits.UploadsPerCaller} uploads");
        (await files.GetAsync($"/models/{_model}")).Expect(200);
        Task<Answer>[] others =
        [
            .. await UnderWayAsync("many", Limits.UploadsPerCaller), .. await UnderWayAsync("late", Limits.UploadsPerCaller),
            .. await UnderWayAsync("wide", Limits.UploadsPerCaller), .. await UnderWayAsync("ops", 1),
        ];
        Refuses(await await Task.WhenAny(others), 503, $"{Limits.UploadsAtOnce} uploads");
        await DisposeAsync();
        await Eventually.TrueAsync(GoesOnAsync, TimeSpan.FromSeconds(20), () => "the places were given back");
    }

    private static void Refuses(Answer answer, int status, string because)
    {
        answer.ExpectProblem(status, because);
        Assert.NotNull(answer.Header("Retry-After"));
    }

    /// <summary>Begins uploads, and gives the first answer to one of them, which can only be a refusal.</summary>
    private async Task<Answer> BeginAsync(Visitor visitor, int count) => await await Task.WhenAny(await UnderWayAsync(visitor, count));

    private Task<Task<Answer>[]> UnderWayAsync(string name, int count) => UnderWayAsync(ground.As(name), count);

    private async Task<Task<Answer>[]> UnderWayAsync(Visitor visitor, int count)
    {
        var beginning = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n" + new string('x', Beginning);
        for (var i = 0; i < count; i++)
        {
            _begun.Add(await OpenAsync(visitor, "Transfer-Encoding: chunked"));
            await _begun[^1].SendAsync($"{beginning.Length:x}\r\n{beginning}\r\n");
        }

        return [.. _begun.TakeLast(count).Select(connection => connection.ReadAnswerAsync())];
    }

    /// <summary>An upload whose form is empty is a 400, when there is a place for it.</summary>
    private async Task<bool> GoesOnAsync()
    {
        await using var connection = await OpenAsync(ground.As("ops"), "Content-Length: 0");
        return (await connection.ReadAnswerAsync()).Status == 400;
    }

    private Task<RawConnection> OpenAsync(Visitor visitor, string length) => visitor.BeginAsync(
        $"POST /api/v1/models/{_model}/upload", "Content-Type: multipart/form-data; boundary=x", length);
}
