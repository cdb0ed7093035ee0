namespace CrowdMind.Tflite;

/// <summary>
/// From which operator of a graph to which each tensor has to be in memory. Operators run in their order, so a tensor is
/// needed from the first that names it, which is the one that makes it, to the last.
/// </summary>
/// <param name="tensors">What is known of them.</param>
/// <param name="steps">How many operators there are.</param>
internal sealed class Lifetimes(TensorFacts[] tensors, int steps)
{
    private readonly (int First, int Last)[] _lives = [.. Enumerable.Repeat((int.MaxValue, -1), tensors.Length)];

    public int Tensors => tensors.Length;

    /// <summary>The last operator; 0 too when there is none, for inputs that are outputs.</summary>
    private int End => Math.Max(steps - 1, 0);

    /// <summary>Notes that a tensor is needed at an operator.</summary>
    public void Need(int tensor, int step)
    {
        var at = Math.Min(step, End);
        ref var life = ref _lives[tensor];
        life = (Math.Min(life.First, at), Math.Max(life.Last, at));
    }

    /// <summary>What is known when all operators have been read.</summary>
    public Subgraph Close(IReadOnlyList<int> calls)
    {
        var activations = new List<Activation>();
        int? unsized = null;
        var guessesBatch = false;
        for (var tensor = 0; tensor < tensors.Length; tensor++)
        {
            var (facts, life) = (tensors[tensor], _lives[tensor]);
            if (facts.IsConstant || life.Last < 0)
                continue;
            if (facts.Bytes < 0)
                unsized ??= tensor;
            guessesBatch |= facts.GuessesBatch;

            // What a variable holds outlives the run.
            activations.Add(facts.IsVariable ? new(facts.Bytes, 0, End) : new(facts.Bytes, life.First, life.Last));
        }

        return new Subgraph(tensors.Length, steps, activations, unsized, guessesBatch, calls);
    }
}
