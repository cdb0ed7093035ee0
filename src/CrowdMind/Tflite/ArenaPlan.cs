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

    private long? PlaceAll(Activation[] activations)
    {
        var placed = new List<(long Offset, Activation Held)>();
        long end = 0;
        foreach (var activation in activations.OrderByDescending(one => one.Bytes))
        {
            _steps -= placed.Count;
            if (_steps < 0)
            {
                IsComplete = false;
                return null;
            }

            var offset = LowestFree(placed, activation);
            end = Math.Max(end, offset + activation.Bytes);
            var after = placed.FindIndex(one => one.Offset > offset);
            placed.Insert(after < 0 ? placed.Count : after, (offset, activation));
        }

        return end;
    }

    /// <summary>The lowest offset at which nothing that lives at the same time is in the way; what is placed is in order.</summary>
    private static long LowestFree(List<(long Offset, Activation Held)> placed, Activation activation)
    {
        long free = 0;
        foreach (var (offset, held) in placed)
        {
            if (!held.MeetsInTime(activation))
                continue;
            if (offset - free >= activation.Bytes)
                break;
            free = Math.Max(free, offset + held.Bytes);
        }

        return free;
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
}
