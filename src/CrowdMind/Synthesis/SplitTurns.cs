using CrowdMind.Randomness;

namespace CrowdMind.Synthesis;

/// <summary>
/// Gives the rows of each label to the parts of a dataset. Stratified: in every block of a thousand rows, each twenty rows of
/// one label give fourteen to training, three to validation and three to the test, in an order drawn for that block and label.
/// </summary>
/// <param name="seed">The rows' seed.</param>
/// <param name="labels">How many labels there are.</param>
internal sealed class SplitTurns(ulong seed, int labels)
{
    /// <summary>Rows of a block.</summary>
    public const int BlockRows = 1000;

    private const int Cycle = 20;
    private const int TrainOfCycle = 14;
    private const int ValidationOfCycle = 3;

    private readonly byte[][] _orders = [.. Enumerable.Range(0, labels).Select(_ => new byte[Cycle])];
    private readonly int[] _taken = new int[labels];

    /// <summary>Begins a block.</summary>
    public void Begin(long block)
    {
        Array.Clear(_taken);
        for (var label = 0; label < labels; label++)
            Shuffle(_orders[label], new Draws(seed, (block * labels) + label, Streams.Split));
    }

    /// <summary>The part of the block's next row, which has this label.</summary>
    public RowSplit Next(int label)
    {
        var place = _orders[label][_taken[label]++ % Cycle];
        return place < TrainOfCycle ? RowSplit.Train
            : place < TrainOfCycle + ValidationOfCycle ? RowSplit.Validation : RowSplit.Test;
    }

    // Fisher and Yates, as Durstenfeld has it (CACM 7, 1964).
    private static void Shuffle(byte[] order, Draws draws)
    {
        for (var i = 0; i < Cycle; i++)
            order[i] = (byte)i;
        for (var i = Cycle - 1; i > 0; i--)
        {
            var other = (int)draws.Below((uint)(i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }
    }
}
