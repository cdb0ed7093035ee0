namespace CrowdMind.Tflite;

/// <summary>An estimate of the memory that a model's activations take while it runs, and how it was made.</summary>
/// <param name="Bytes">How much; null when a size is not known before.</param>
/// <param name="Method">How that was estimated, for people.</param>
internal sealed record ArenaEstimate(long? Bytes, string Method)
{
    private const string Without = "scratch buffers and the runtime's own structures are not included";
    private const string Planned =
        "activations by lifetime, placed greedily by size (arXiv:2001.03288) at multiples of 16 bytes";
    private const string Counted =
        "the most bytes of activations alive at one time, a lower bound because the graph is too large to plan";

    /// <summary>
    /// Estimates for the first graph together with those that its operators run. Each has an arena of its own in TFLite; TFLite
    /// Micro lets them share one, so there the sum is an upper bound.
    /// </summary>
    public static ArenaEstimate Of(IReadOnlyList<Subgraph> subgraphs)
    {
        var reached = Reached(subgraphs);
        if (reached.FindIndex(at => subgraphs[at].Unsized is not null) is >= 0 and var unsized)
        {
            var graph = reached[unsized];
            return new ArenaEstimate(
                null, $"not estimated: how large tensor {subgraphs[graph].Unsized} of subgraph {graph} is shows only while it runs");
        }

        var plan = new ArenaPlan(Limits.TflitePlanSteps);
        var bytes = reached.Sum(at => plan.Place(subgraphs[at]));
        var guesses = reached.Exists(at => subgraphs[at].GuessesBatch) ? "; a first dimension that is open counts as the file's shape has it" : "";
        var several = reached.Count > 1 ? $"; {reached.Count} subgraphs added up" : "";
        return new ArenaEstimate(bytes, $"{(plan.IsComplete ? Planned : Counted)}{several}{guesses}; {Without}");
    }

    private static List<int> Reached(IReadOnlyList<Subgraph> subgraphs)
    {
        var reached = new List<int>();
        var seen = new bool[subgraphs.Count];
        Reach(0);
        for (var next = 0; next < reached.Count; next++)
        {
            foreach (var graph in subgraphs[reached[next]].Calls)
                Reach(graph);
        }

        return reached;

        void Reach(int graph)
        {
            if (graph >= seen.Length || seen[graph])
                return;
            seen[graph] = true;
            reached.Add(graph);
        }
    }
}
