using CrowdMind.Randomness;

namespace CrowdMind.Synthesis;

/// <summary>
/// Which part each row of a dataset belongs to. Stratified: in every block of a thousand rows, each twenty rows of one label
/// give fourteen to training, three to validation and three to the test, in an order drawn for that block and label. A
/// function of the labels alone, so it is the same whenever and in whatever range rows are made.
/// </summary>
/// <param name="labels">Tells rows' labels.</param>
/// <param name="seed">The rows' seed.</param>
internal sealed class SplitPlan(LabelDraw labels, ulong seed)
{
    private const int BlockRows = 1000;
    private const int Cycle = 20;
    private const int TrainOfCycle = 14;
    private const int ValidationOfCycle = 3;

    private readonly RowSplit[] _splits = new RowSplit[BlockRows];
    private readonly byte[][] _orders = [.. Enumerable.Range(0, labels.Count).Select(_ => new byte[Cycle])];
    private readonly int[] _taken = new int[labels.Count];
    private long _block = -1;

    /// <summary>The part of a row.</summary>
    public RowSplit Of(long row)
    {
        if (row / BlockRows != _block)
            Plan(row / BlockRows);
        return _splits[row % BlockRows];
    }

    private void Plan(long block)
    {
        _block = block;
        Array.Clear(_taken);
        for (var label = 0; label < _orders.Length; label++)
            Shuffle(_orders[label], new Draws(seed, (block * labels.Count) + label, Streams.Split));
        for (var i = 0; i < BlockRows; i++)
        {
            var (_, label) = labels.Of((block * BlockRows) + i);
            var place = _orders[label][_taken[label]++ % Cycle];
            _splits[i] = place < TrainOfCycle ? RowSplit.Train
                : place < TrainOfCycle + ValidationOfCycle ? RowSplit.Validation : RowSplit.Test;
        }
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
