using System.Globalization;
using Crowd.Watching;

namespace Crowd.Running;

/// <summary>What the person at the console reads: a line a second while it runs, the summary at the end.</summary>
internal sealed class Report(Ledger ledger, TimeProvider time, TextWriter console, bool isTerminal)
{
    private readonly long _start = time.GetTimestamp();

    public async Task RunAsync(CancellationToken cancel)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            for (int before = 0; await ticks.WaitForNextTickAsync(cancel);)
            {
                var tally = ledger.Tally();
                await ProgressAsync(tally, tally.Acknowledged - before);
                before = tally.Acknowledged;
            }
        }
        catch (OperationCanceledException)
        {
            if (isTerminal)
                await console.WriteLineAsync();
        }
    }

    public async Task SummariseAsync(Guid experiment, int resumes)
    {
        var tally = ledger.Tally();
        var delays = ledger.Delays(0.5, 0.95, 0.99, 1);
        await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            experiment    {experiment}
            sent          {tally.Sent}
            acknowledged  {tally.Acknowledged}
            refused       {tally.Refused}
            unanswered    {tally.Sent - tally.Acknowledged - tally.Refused}
            duplicates    {tally.Duplicates}
            seen back     {tally.Seen}
            missing       {tally.Missing}
            out of order  {tally.OutOfOrder}
            resumes       {resumes}
            delay, ms     median {delays[0]:F1}, 95 % {delays[1]:F1}, 99 % {delays[2]:F1}, longest {delays[3]:F1}
            """));
    }

    private async Task ProgressAsync(Tally tally, int rate)
    {
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetElapsedTime(_start).TotalSeconds,5:F0} s  sent {tally.Sent}  acknowledged {tally.Acknowledged}  "
            + $"seen {tally.Seen}  rate {rate}/s  lag {tally.Missing}");
        await console.WriteAsync(isTerminal ? $"\r{line}   " : line + Environment.NewLine);
        await console.FlushAsync();
    }
}
