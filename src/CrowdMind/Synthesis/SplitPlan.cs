namespace CrowdMind.Synthesis;

/// <summary>
/// Which part each row of a generated dataset belongs to. A function of the labels alone, so it is the same whenever and in
/// whatever range rows are made.
/// </summary>
/// <param name="labels">Tells rows' labels.</param>
/// <param name="seed">The rows' seed.</param>
internal sealed class SplitPlan(LabelDraw labels, ulong seed)
{
    private const int BlockRows = SplitTurns.BlockRows;

    private readonly RowSplit[] _splits = new RowSplit[BlockRows];
    private readonly SplitTurns _turns = new(seed, labels.Count);
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
        _turns.Begin(block);
        for (var i = 0; i < BlockRows; i++)
            _splits[i] = _turns.Next(labels.Of((block * BlockRows) + i).Label);
    }
}
