namespace Crowd.Agents;

/// <summary>A digital agent: a mood from -1 to 1 that drifts home, wavers, and leans towards the crowd's.</summary>
internal sealed class Agent(Guid id, Personality personality, Random chance)
{
    private double _mood = personality.Temper;
    private int _count;

    public Reaction React(double crowd)
    {
        _mood += 0.05 * (personality.Temper - _mood);
        _mood += 0.25 * personality.Sociability * (crowd - _mood);
        _mood += personality.Volatility * Wave();
        _mood = Math.Clamp(_mood, -1, 1);
        return new Reaction(Guid.CreateVersion7(), id, new Payload(Math.Round(_mood, 4), Word(_mood), ++_count));
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
