namespace Crowd.Agents;

/// <summary>The mean of the moods seen lately, where late ones count more.</summary>
internal sealed class CrowdMood
{
    private const double WeightOfOne = 0.02;
    private double _mean;

    public double Mean => Volatile.Read(ref _mean);

    /// <summary>Called by the one follower only.</summary>
    public void Saw(double mood) => Volatile.Write(ref _mean, _mean + (WeightOfOne * (mood - _mean)));
}
