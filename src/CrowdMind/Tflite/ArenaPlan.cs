namespace CrowdMind.Tflite;

/// <summary>
/// Finds how small an arena can be in which tensors that live at one time do not overlap: "greedy by size for offset
/// calculation" (Pisarchyk and Lee 2020, "Efficient Memory Management for Deep Neural Net Inference", arXiv:2001.03288), as
/// TFLite Micro's GreedyMemoryPlanner has it. The largest tensor is placed first, each at the lowest place that is free while
/// it lives.
/// </summary>
/// <param name="steps">How many comparisons may be spent; they grow with the square of the number of tensors.</param>
internal sealed class ArenaPlan(long steps)
{
    /// <summary>What TFLite Micro aligns to.</summary>
    private const int Alignment = 16;

    private long _steps = steps;

    /// <summary>Whether all graphs were planned, and none only counted.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The bytes of a graph's arena; the most that live at one time when it is too large to plan.</summary>
    public long Place(Subgraph graph)
    {
        var activations = graph.Activations
            .Where(one => one.Bytes > 0)
            .Select(one => one with { Bytes = (one.Bytes + Alignment - 1) / Alignment * Alignment })
            .ToArray();
        return PlaceAll(activations) ?? MostAtOnce(activations, graph.Steps);
    }

    /// <summary>The end of the last; null when comparing each with each takes too long.</summary>
    private long? PlaceAll(Activation[] activations)
    {
        _steps -= activations.Length * (activations.Length - 1L) / 2;
        if (_steps < 0)
        {
            IsComplete = false;
            return null;
        }

        Array.Sort(activations, LargestFirst);
        var placed = new Placed[activations.Length];
        long end = 0;
        for (var count = 0; count < activations.Length; count++)
        {
            var one = activations[count];
            var offset = LowestFree(placed.AsSpan(0, count), one);
            end = Math.Max(end, offset + one.Bytes);
            Insert(placed.AsSpan(0, count + 1), new Placed(offset, offset + one.Bytes, one.First, one.Last));
        }

        return end;
    }

    /// <summary>Of equal ones the first in time comes first, so that a plan does not hang on how a sort treats them.</summary>
    private static int LargestFirst(Activation one, Activation other) => one.Bytes == other.Bytes
        ? (one.First, one.Last).CompareTo((other.First, other.Last))
        : other.Bytes.CompareTo(one.Bytes);

    /// <summary>The lowest offset at which nothing that lives at the same time is in the way; what is placed is in order.</summary>
    private static long LowestFree(ReadOnlySpan<Placed> placed, Activation activation)
    {
        long free = 0;
        foreach (ref readonly var one in placed)
        {
            if (one.Last < activation.First || activation.Last < one.First)
                continue;
            if (one.Offset - free >= activation.Bytes)
                break;
            free = Math.Max(free, one.End);
        }

        return free;
    }

    /// <summary>Puts one in its place by offset; the last element is still empty.</summary>
    private static void Insert(Span<Placed> placed, Placed one)
    {
        var at = placed.Length - 1;
        for (; at > 0 && placed[at - 1].Offset > one.Offset; at--)
            placed[at] = placed[at - 1];
        placed[at] = one;
    }

    private static long MostAtOnce(Activation[] activations, int steps)
    {
        var changes = new long[Math.Max(steps, 1) + 1];
        foreach (var (bytes, first, last) in activations)
        {
            changes[first] += bytes;
            changes[last + 1] -= bytes;
        }

        long most = 0, now = 0;
        foreach (var change in changes)
            most = Math.Max(most, now += change);
        return most;
    }

    private readonly record struct Placed(long Offset, long End, int First, int Last);
}
