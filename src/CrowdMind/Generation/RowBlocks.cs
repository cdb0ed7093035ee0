using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CrowdMind.Synthesis;

namespace CrowdMind.Generation;

/// <summary>Makes rows block by block on all cores, and hands them over in their order.</summary>
/// <param name="generator">What makes a row.</param>
/// <param name="envelope">What stands around it.</param>
internal sealed class RowBlocks(RowGenerator generator, RowEnvelope envelope)
{
    // One for each core, one that is done and taken over meanwhile, and one that runs when another waits.
    private static readonly int Ahead = Environment.ProcessorCount + 2;

    private readonly ConcurrentBag<BlockMaker> _idle = [];

    /// <summary>Makes the rows of a range. Who takes a block gives its maker back when it has been used.</summary>
    public async IAsyncEnumerable<RowBlock> MakeAsync(
        long first, long count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ahead = new Queue<Task<RowBlock>>();
        var end = first + count;
        try
        {
            for (var next = first; next < end || ahead.Count > 0;)
            {
                while (ahead.Count < Ahead && next < end)
                {
                    // Blocks end at multiples: what a maker knows of a range of rows it finds out once.
                    var (start, rows) = (next, (int)Math.Min(Limits.BlockRows - (next % Limits.BlockRows), end - next));
                    ahead.Enqueue(StartMaking(start, rows, cancellationToken));
                    next += rows;
                }

                yield return await ahead.Dequeue();
            }
        }
        finally
        {
            await ((Task)Task.WhenAll(ahead)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes a maker back; its block's bytes are used no more.</summary>
    public void GiveBack(BlockMaker maker) => _idle.Add(maker);

    // On threads of their own: on the pool's the live core would wait behind them.
    private Task<RowBlock> StartMaking(long first, int rows, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => Make(first, rows, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private RowBlock Make(long first, int rows, CancellationToken cancellationToken)
    {
        if (!_idle.TryTake(out var maker))
            maker = new BlockMaker(generator, envelope);
        return maker.Make(first, rows, cancellationToken);
    }
}
