namespace CrowdMind.TestKit.Engines;

/// <summary>What outlives a memory engine that is closed, and what several of them share.</summary>
public sealed class MemoryData
{
    private Task _last = Task.CompletedTask;
    private MemoryState _state = MemoryState.Empty;

    /// <summary>What is committed; swapped whole, so that a reader waits for nobody.</summary>
    internal MemoryState State => Volatile.Read(ref _state);

    /// <summary>Makes one change, after those that were begun before.</summary>
    internal async Task<T> CommitAsync<T>(Func<MemoryState, (MemoryState After, T Answer)> change)
    {
        using (await HoldAsync())
        {
            var (after, answer) = change(_state);
            Volatile.Write(ref _state, after);
            return answer;
        }
    }

    /// <summary>Lets no change begin until disposed; waits for those that were begun before.</summary>
    internal async Task<IDisposable> HoldAsync()
    {
        var hold = new Hold();
        await Interlocked.Exchange(ref _last, hold.Released);
        return hold;
    }

    private sealed class Hold : IDisposable
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Released => _released.Task;

        public void Dispose() => _released.TrySetResult();
    }
}
