namespace CrowdMind.Server.Engines.Redis;

/// <summary>
/// Whether a connection lives: something must come over it, or it is asked a question, and silence is an answer too. The
/// network may lose a peer without telling, and the client library then waits for as long as TCP does: a quarter of an hour.
/// </summary>
/// <param name="question">Asks something that the server answers at once.</param>
/// <param name="time">The clock.</param>
internal sealed class RedisPulse(Func<Task> question, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(Limits.RedisSilenceSeconds);

    private Task _answer = Task.CompletedTask;
    private long _heard = time.GetTimestamp();

    /// <summary>Something came.</summary>
    public void Heard() => Volatile.Write(ref _heard, time.GetTimestamp());

    /// <summary>Asks again, unless a question is open. Called by one watcher, now and then.</summary>
    /// <returns>What is wrong, or null while the connection lives.</returns>
    public string? Beat()
    {
        if (_answer.Exception is { } failure)
            return RedisWords.Of(failure.InnerException ?? failure);
        if (_answer.IsCompleted)
            _answer = AskAsync();
        return time.GetElapsedTime(Volatile.Read(ref _heard)) > Patience
            ? $"it has been silent for {Limits.RedisSilenceSeconds} s"
            : null;
    }

    private async Task AskAsync()
    {
        await question();
        Heard();
    }
}
