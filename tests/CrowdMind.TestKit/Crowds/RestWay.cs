using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit.Crowds;

/// <summary>One <c>POST /reactions</c> a reaction.</summary>
public sealed class RestWay(Uri server, Guid experiment) : IPublishingWay
{
    private readonly RestClient _rest = new(server);

    /// <inheritdoc/>
    public int ReactionsAtOnce => 1;

    /// <inheritdoc/>
    public async Task PublishAsync(
        IReadOnlyList<Reaction> reactions, Action<Guid, SeqRange> acknowledged, CancellationToken cancellation)
    {
        foreach (Reaction reaction in reactions)
        {
            RestAnswer answer = await _rest.PublishAsync(experiment, reaction, cancellation);
            RestAnswer made = RestRetry.UnlessBusy(answer).Expect(200, 201);
            acknowledged(made.Json.GetProperty("id").GetGuid(), SeqRange.At(made.Json.GetProperty("seq").GetInt64()));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _rest.Dispose();
        return ValueTask.CompletedTask;
    }
}
