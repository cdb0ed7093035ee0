namespace CrowdMind.TestKit.Servers;

/// <summary>The last lines a server printed, for the message of a failing test.</summary>
internal sealed class ServerOutput
{
    private const int KeptLines = 2000;
    private readonly Queue<string> _lines = new();

    public void Add(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > KeptLines)
                _lines.Dequeue();
        }
    }

    public override string ToString()
    {
        lock (_lines)
            return string.Join('\n', _lines);
    }
}
