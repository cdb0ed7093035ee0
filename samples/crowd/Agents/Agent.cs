namespace Crowd.Agents;

/// <summary>A digital agent: a mood from -1 to 1 that drifts home, wavers, and leans towards the crowd's.</summary>
internal sealed class Agent(Guid id, Personality personality, Random chance)
{
    private double mood = personality.Temper;
    private int count;

    public Reaction React(double crowd)
    {
        mood += 0.05 * (personality.Temper - mood);
        mood += 0.25 * personality.Sociability * (crowd - mood);
        mood += personality.Volatility * Wave();
        mood = Math.Clamp(mood, -1, 1);
        return new Reaction(Guid.CreateVersion7(), id, new Payload(Math.Round(mood, 4), Word(mood), ++count));
    }

    /// <summary>About a normal draw, from -2 to 2.</summary>
    private double Wave() => Enumerable.Range(0, 4).Sum(_ => chance.NextDouble()) - 2;

    private static string Word(double mood) => mood switch
    {
        < -0.5 => "anger",
        < -0.1 => "worry",
        < 0.3 => "calm",
        < 0.7 => "joy",
        _ => "delight",
    };
}
