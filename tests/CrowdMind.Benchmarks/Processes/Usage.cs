namespace CrowdMind.Benchmarks.Processes;

/// <summary>Processor time used over a while: by the server, by the load, and by everything else on the machine.</summary>
internal sealed record Usage(double Seconds, TimeSpan Server, TimeSpan Load, TimeSpan Others)
{
    public double ServerPercent => Percent(Server);

    /// <summary>Near 100, the load and not the server sets the figure.</summary>
    public double LoadPercent => Percent(Load);

    /// <summary>Far from 0, the figure is noise.</summary>
    public double OthersPercent => Percent(Others);

    public double ServerMicrosecondsEach(long done) => Server.TotalMicroseconds / done;

    private double Percent(TimeSpan time) => 100 * time.TotalSeconds / Seconds;
}
