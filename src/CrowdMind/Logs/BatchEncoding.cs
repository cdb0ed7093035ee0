namespace CrowdMind.Logs;

/// <summary>One transport's way of framing a batch. An instance is compared by reference: make one and keep it.</summary>
/// <typeparam name="T">What the transport sends.</typeparam>
public abstract class BatchEncoding<T> where T : class
{
    /// <summary>Frames the batch.</summary>
    public abstract T Encode(EventBatch batch);
}
