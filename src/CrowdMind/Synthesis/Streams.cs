namespace CrowdMind.Synthesis;

/// <summary>
/// What the streams of a row's draws are for. Each purpose has one of its own, so that a change to one field does not move
/// the others. The numbers are part of what a row is: they are never given another meaning.
/// </summary>
internal static class Streams
{
    public const uint Label = 0;
    public const uint Split = 1;
    public const uint RowId = 2;
    public const uint Design = 3;

    private const uint FirstField = 16;

    /// <summary>The stream of a field, by its number in the order of the schema.</summary>
    public static uint Field(int number) => FirstField + (uint)number;
}
