using System.Runtime.CompilerServices;
using CrowdMind.Imports;

namespace CrowdMind.Versions;

/// <summary>Reads the blocks of a file one after the other on a thread, and packs them on others.</summary>
/// <param name="import">Reads rows.</param>
internal sealed class ReadBlocks(RowsImport import)
{
    private static readonly int Ahead = Environment.ProcessorCount + 1;

    private readonly Queue<ReadBlock> _idle = [];

    /// <summary>The blocks in their order. Each is good until the next is asked for.</summary>
    public async IAsyncEnumerable<ReadBlock> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var packing = new Queue<Task<ReadBlock>>();
        try
        {
            for (var isMore = true; isMore || packing.Count > 0;)
            {
                if (isMore && packing.Count < Ahead)
                {
                    var block = _idle.TryDequeue(out var used) ? used : new ReadBlock();
                    isMore = await RunAsync(() => block.Fill(import), cancellationToken);
                    if (isMore)
                        packing.Enqueue(RunAsync(block.Pack, cancellationToken));
                    continue;
                }

                var packed = await packing.Dequeue();
                yield return packed;
                _idle.Enqueue(packed);
            }
        }
        finally
        {
            await ((Task)Task.WhenAll(packing)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // On threads of their own: on the pool's the live core would wait behind them.
    private static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
