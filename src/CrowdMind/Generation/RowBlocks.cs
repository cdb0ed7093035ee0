using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CrowdMind.Synthesis;

namespace CrowdMind.Generation;

/// <summary>Makes rows block by block on all cores, and hands them over in their order.</summary>
/// <param name="generator">What makes a row.</param>
/// <param name="envelope">What stands around it.</param>
internal sealed class RowBlocks(RowGenerator generator, RowEnvelope envelope) : IDisposable
{
    // Every core finds its next block waiting; what is made and not taken yet is bounded by the same number.
    private static readonly int Ahead = 2 * Environment.ProcessorCount;

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
                    ahead.Enqueue(Task.Run(() => Make(start, rows, cancellationToken), cancellationToken));
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

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var maker in _idle)
            maker.Dispose();
    }

    private RowBlock Make(long first, int rows, CancellationToken cancellationToken)
    {
        if (!_idle.TryTake(out var maker))
            maker = new BlockMaker(generator, envelope);
        return maker.Make(first, rows, cancellationToken);
    }
}
