using System.Globalization;

namespace CrowdMind.Benchmarks.Reports;

/// <summary>One scenario's table, the ratios drawn from it and what was found wrong.</summary>
internal sealed class Section(string title, string explanation, params Column[] columns)
{
    private readonly List<(string Name, double[] Figures)> _rows = [];
    private readonly List<string> _ratios = [];
    private readonly List<string> _faults = [];

    public bool IsSound => _faults.Count == 0;

    /// <summary>Measures all in turn, again and again, and keeps the medians: noise then falls on all alike.</summary>
    public async Task MeasureAsync(
        BenchmarkOptions options, IEnumerable<Contestant> all, CancellationToken cancellation)
    {
        Contestant[] contestants = [.. all.Where(one => options.Wants(one.Name))];
        List<double[]>[] figures = [.. contestants.Select(_ => new List<double[]>())];
        for (int round = 1; round <= options.Rounds; round++)
        {
            for (int i = 0; i < contestants.Length; i++)
            {
                double[] measured = await contestants[i].MeasureAsync(cancellation);
                figures[i].Add(measured);
                Console.Error.WriteLine(
                    $"{title}, round {round}: {contestants[i].Name}: {string.Join("; ", Written(measured))}");
            }
        }

        for (int i = 0; i < contestants.Length; i++)
            _rows.Add((contestants[i].Name, [.. columns.Select((_, c) => Median(figures[i].Select(f => f[c])))]));
    }

    /// <summary>Sets one row's figure beside another's, if both were measured.</summary>
    public void Compare(string what, int column, string ours, string peer, string aim)
    {
        if (Figure(ours, column) / Figure(peer, column) is not { } ratio)
            return;
        _ratios.Add($"{what}, {ours} to {peer}: **{ratio.ToString("0.00", CultureInfo.InvariantCulture)}** ({aim})");
    }

    public void Fault(string what)
    {
        lock (_faults)
            _faults.Add(what);
        Console.Error.WriteLine($"{title}: not right: {what}");
    }

    public void WriteTo(TextWriter report)
    {
        report.WriteLine($"## {title}\n\n{explanation}\n");
        report.WriteLine($"| | {string.Join(" | ", columns.Select(column => column.Title))} |");
        report.WriteLine($"| --- |{string.Concat(columns.Select(_ => " ---: |"))}");
        foreach ((string name, double[] figures) in _rows)
            report.WriteLine($"| {name} | {string.Join(" | ", Written(figures))} |");
        report.WriteLine();
        foreach (string ratio in _ratios)
            report.WriteLine($"- {ratio}");
        foreach (string fault in _faults)
            report.WriteLine($"- **not right:** {fault}");
        report.WriteLine();
    }

    private static double Median(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private double? Figure(string row, int column) => _rows.Find(r => r.Name == row).Figures?[column];

    private IEnumerable<string> Written(double[] figures) => figures.Select((figure, i) =>
        double.IsNaN(figure) ? "–" : figure.ToString(columns[i].Format, CultureInfo.InvariantCulture));
}
