using System.Text.Json;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit.Crowds;

/// <summary>Many reactions a request, one a line. The answer gives one span for all of them.</summary>
public sealed class NdjsonWay(Uri server, Guid experiment, int reactionsAtOnce) : IPublishingWay
{
    private readonly RestClient _rest = new(server);

    /// <inheritdoc/>
    public int ReactionsAtOnce => reactionsAtOnce;

    /// <inheritdoc/>
    public async Task PublishAsync(
        IReadOnlyList<Reaction> reactions, Action<Guid, SeqRange> acknowledged, CancellationToken cancellation)
    {
        RestAnswer answer = await _rest.PublishLinesAsync(experiment, reactions, cancellation);
        JsonElement counts = RestRetry.UnlessBusy(answer).Expect(200).Json;
        int accepted = counts.GetProperty("accepted").GetInt32(), duplicates = counts.GetProperty("duplicates").GetInt32();
        Assert.True(accepted + duplicates == reactions.Count, $"{reactions.Count} lines were answered with {answer.Text}");
        SeqRange span = duplicates > 0
            ? SeqRange.Anywhere
            : new SeqRange(counts.GetProperty("first_seq").GetInt64(), counts.GetProperty("last_seq").GetInt64());
        foreach (Reaction reaction in reactions)
            acknowledged(reaction.Id ?? throw new ArgumentException("A retry needs an id."), span);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _rest.Dispose();
        return ValueTask.CompletedTask;
    }
}
