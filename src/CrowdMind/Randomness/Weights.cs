namespace CrowdMind.Randomness;

/// <summary>
/// Choices with weights, drawn in constant time: Walker's alias method as built by Vose ("A linear algorithm for generating
/// random numbers with a given distribution", IEEE TSE 17, 1991).
/// </summary>
internal sealed class Weights
{
    private readonly double[] _keep;
    private readonly int[] _alias;
    private readonly double[] _shares;

    /// <summary>Prepares the choices.</summary>
    /// <param name="weights">At least one; none negative, not all 0.</param>
    public Weights(IReadOnlyList<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        _shares = [.. weights.Select(weight => weight / sum)];
        _keep = new double[_shares.Length];
        _alias = new int[_shares.Length];
        Build();
    }

    /// <summary>How many choices there are.</summary>
    public int Count => _shares.Length;

    /// <summary>The share of each choice; together 1.</summary>
    public IReadOnlyList<double> Shares => _shares;

    /// <summary>A choice, from 0.</summary>
    public int Draw(ref Draws draws)
    {
        if (_shares.Length == 1)
            return 0;
        var choice = (int)draws.Below((uint)_shares.Length);
        return draws.Unit() < _keep[choice] ? choice : _alias[choice];
    }

    private void Build()
    {
        var scaled = _shares.Select(share => share * _shares.Length).ToArray();
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (var i = 0; i < scaled.Length; i++)
            (scaled[i] < 1 ? small : large).Push(i);
        while (small.Count > 0 && large.Count > 0)
        {
            var (less, more) = (small.Pop(), large.Pop());
            (_keep[less], _alias[less]) = (scaled[less], more);
            scaled[more] = scaled[more] + scaled[less] - 1;
            (scaled[more] < 1 ? small : large).Push(more);
        }

        foreach (var rest in small.Concat(large))
            (_keep[rest], _alias[rest]) = (1, rest);
    }
}
