namespace CrowdMind.Logs;

/// <summary>
/// JSON on one line, for formats whose records are lines. A line end in valid JSON is white space between tokens, so a
/// space in its place changes nothing that JSON means.
/// </summary>
public static class OneLine
{
    /// <summary>Copies JSON, with spaces for line ends.</summary>
    public static void Copy(ReadOnlySpan<byte> json, Span<byte> target)
    {
        json.CopyTo(target);
        if (!json.ContainsAny((byte)'\r', (byte)'\n'))
            return;
        target = target[..json.Length];
        target.Replace((byte)'\r', (byte)' ');
        target.Replace((byte)'\n', (byte)' ');
    }
}
