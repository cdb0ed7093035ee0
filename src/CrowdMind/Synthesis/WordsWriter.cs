using CrowdMind.Randomness;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>
/// Running words. A share of them is typical of the label: each label has some words of its own, which others use only as
/// often as any word. A classifier that counts words learns to tell them.
/// </summary>
internal sealed class WordsWriter : TextWriter
{
    private const int MostOwn = 24;

    private readonly FieldGenerator.Words _words;
    private readonly byte[][] _table;
    private readonly int[] _own;
    private readonly double _logOwn;
    private readonly double _logOther;

    public WordsWriter(FieldGenerator.Words words, int label, int labels, Vocabulary vocabulary)
    {
        _words = words;
        _table = vocabulary.Table(words.Locale, WordList.Words);
        _own = [.. Enumerable.Range(0, _table.Length).Where(word => word % labels == label % _table.Length).Take(MostOwn)];
        var common = (1 - words.LabelShare) / _table.Length;
        _logOther = common > 0 ? ExactMath.Log(common) : double.NegativeInfinity;
        var own = (words.LabelShare / _own.Length) + common;
        _logOwn = own > 0 ? ExactMath.Log(own) : double.NegativeInfinity;
    }

    public override bool KnowsLikelihood => true;

    public override double LogLikelihood(Row row, int column)
    {
        var likelihood = 0.0;
        foreach (var word in row.Words![column])
            likelihood += Array.BinarySearch(_own, word) >= 0 ? _logOwn : _logOther;
        return likelihood;
    }

    protected override void PutText(ref Draws draws, Row row, int column)
    {
        var count = _words.Min + (int)draws.Below((uint)(_words.Max - _words.Min + 1));
        var noted = Note(row, column);
        for (var i = 0; i < count; i++)
        {
            var word = draws.Unit() < _words.LabelShare
                ? _own[draws.Below((uint)_own.Length)]
                : (int)draws.Below((uint)_table.Length);
            if (i > 0)
                row.Out.Put((byte)' ');
            row.Out.Put(_table[word]);
            noted?.Add(word);
        }
    }

    private static List<int>? Note(Row row, int column)
    {
        if (row.Words is not { } words || column < 0)
            return null;
        if (!words.TryGetValue(column, out var noted))
            words[column] = noted = [];
        noted.Clear();
        return noted;
    }
}
