using System.Text;
using CrowdMind.Agents;
using CrowdMind.Randomness;

namespace CrowdMind.Demo;

/// <summary>One of the demo's agents: where it sits, whom it is for, and how it is by itself.</summary>
/// <param name="Id">The same at every start.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Section">Where it sits.</param>
/// <param name="Loyalty">From -1, for the guests, to 1, for the home side.</param>
/// <param name="Temper">How glad it is when nothing happens, from -0.3 to 0.3.</param>
internal sealed record Visitor(AgentId Id, string Name, string Section, double Loyalty, double Temper)
{
    private const double Wavers = 0.2;

    private static readonly string[] Names =
    [
        "Aïcha", "Bruno", "Camille", "Dario", "Élodie", "Farid", "Gaëlle", "Hugo", "Inès", "Jules", "Karim", "Léa",
        "Malik", "Nina", "Oscar", "Pauline", "Quentin", "Rosa", "Samir", "Théo", "Ursule", "Victor", "Wanda", "Yanis",
    ];

    private static readonly string[] Sections = ["north", "east", "south", "west"];

    /// <summary>All of them; the guests' supporters sit in the south.</summary>
    public static IReadOnlyList<Visitor> All { get; } = [.. Names.Select(Make)];

    /// <summary>What it feels now, as a reaction's payload.</summary>
    public ReadOnlyMemory<byte> React(double feeling, ref Draws draws)
    {
        var mood = Math.Clamp(Temper + (Loyalty * feeling) + (Wavers * Normal.Draw(ref draws)), -1, 1);
        return Encoding.UTF8.GetBytes(
            FormattableString.Invariant($$"""{"mood":"{{Word(mood)}}","score":{{mood:0.000}},"section":"{{Section}}"}"""));
    }

    /// <summary>It as an agent.</summary>
    public Agent AsAgent(DateTimeOffset createdAt) => new(
        Id,
        Name,
        AgentType.Digital,
        new RawJson(FormattableString.Invariant($$"""{"section":"{{Section}}","loyalty":{{Loyalty:0.00}},"temper":{{Temper:0.00}}}""")),
        createdAt);

    private static Visitor Make(string name, int number)
    {
        var draws = new Draws(seed: 0, row: number, stream: 0);
        var section = Sections[number % Sections.Length];
        var loyalty = (section == "south" ? -1 : 1) * (0.3 + (0.7 * draws.Unit()));
        return new Visitor(
            new AgentId(new Guid(0, 0, 0x7000, 0x80, 0, 0, 0, 0, 0xDE, 0x30, (byte)(number + 1))),
            name, section, loyalty, Temper: 0.6 * (draws.Unit() - 0.5));
    }

    private static string Word(double mood) => mood switch
    {
        < -0.6 => "furious",
        < -0.2 => "worried",
        < 0.2 => "calm",
        < 0.6 => "glad",
        _ => "delighted",
    };
}
