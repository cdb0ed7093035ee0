using CrowdMind.House.Tests.Layout;

namespace CrowdMind.House.Tests.Rules;

/// <summary>Folders that, over any number of steps, import themselves.</summary>
public static class ImportCycles
{
    public static IEnumerable<Finding> In(Plan plan)
    {
        var looks = Looks.In(plan).DistinctBy(look => (look.From, look.To)).ToList();
        var reached = plan.Namespaces.ToDictionary(name => name, name => ReachedFrom(name, looks));
        return looks
            .Where(look => reached[look.To].Contains(look.From))
            .Select(look => new Finding(
                look.File.Path, look.Line, $"{look.From} → {look.To} closes a cycle ({look.As})"));
    }

    private static HashSet<string> ReachedFrom(string start, IReadOnlyList<Look> looks)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([start]);
        while (open.TryPop(out string? name))
        {
            foreach (var look in looks.Where(look => look.From == name && reached.Add(look.To)))
                open.Push(look.To);
        }

        return reached;
    }
}
