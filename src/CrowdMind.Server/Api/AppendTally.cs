using CrowdMind.Logs;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api;

/// <summary>Counts what became of many reactions.</summary>
internal sealed class AppendTally
{
    private long _accepted;
    private long _duplicates;
    private Seq? _first;
    private Seq? _last;

    /// <summary>Counts an append.</summary>
    public AppendTally Add(AppendOutcome.Appended appended)
    {
        foreach (var (seq, duplicate) in appended.Reactions)
        {
            if (duplicate)
            {
                _duplicates++;
                continue;
            }

            _accepted++;
            _first ??= seq;
            _last = seq;
        }

        return this;
    }

    /// <summary>The answer when all went well.</summary>
    public BatchResponse ToResponse() => new(_accepted, _duplicates, _first, _last);

    /// <summary>The answer when a line was bad: the lines before it stand and are counted.</summary>
    public Problem Stop(Problem problem, long line) =>
        new Problem(problem.Status, $"Line {line}: {problem.Message}")
        {
            Errors = problem.Errors,
            RetryAfterSeconds = problem.RetryAfterSeconds,
        }.With(new Dictionary<string, long?>
        {
            ["line"] = line,
            ["accepted"] = _accepted,
            ["duplicates"] = _duplicates,
            ["first_seq"] = _first?.Value,
            ["last_seq"] = _last?.Value,
        });
}
