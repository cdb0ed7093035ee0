namespace CrowdMind.Benchmarks.Load;

/// <summary>Takes a transport's wrapping off the bytes of one connection, in whatever pieces they come.</summary>
internal interface IFraming
{
    /// <summary>Shows the witness the payload in these bytes; false once the server has ended the stream.</summary>
    bool Unwrap(ReadOnlySpan<byte> bytes, Witness witness);
}
