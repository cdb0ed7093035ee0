using System.Text.Json;
using System.Threading.Channels;
using Crowd.Agents;
using Crowd.Watching;

namespace Crowd.Delivery;

/// <summary>
/// Streamed requests, one reaction a line, each open for about a second. The answer covers the whole request, so when
/// it does not come all of the request's lines are sent again.
/// </summary>
internal sealed class NdjsonDelivery(HttpClient http, Guid experiment, Ledger ledger) : IDelivery
{
    private readonly Backoff _backoff = new();

    public async Task DeliverAsync(ChannelReader<Reaction> reactions, CancellationToken cancel)
    {
        while (await reactions.WaitToReadAsync(cancel))
        {
            var lines = new StreamedLines(reactions);
            while (!await TryPostAsync(lines, cancel))
                lines = await lines.AgainAsync();
        }
    }

    private async Task<bool> TryPostAsync(StreamedLines lines, CancellationToken cancel)
    {
        TimeSpan? asked = null;
        try
        {
            using var answer = await http.PostAsync($"experiments/{experiment}/reactions", lines, cancel);
            if (answer.IsSuccessStatusCode)
            {
                await AcknowledgeAsync(lines.Sent, answer, cancel);
                _backoff.Reset();
                return true;
            }

            if (await Answers.IsRefusalAsync(answer, cancel))
                throw new CannotGoOnException(await Answers.MessageAsync(answer, cancel));
            asked = answer.Headers.RetryAfter?.Delta;
        }
        catch (Exception e) when (Answers.IsPassing(e, cancel))
        {
            // No answer: any number of the lines may have been appended.
        }

        await _backoff.WaitAsync(asked, cancel);
        return false;
    }

    private async Task AcknowledgeAsync(
        IReadOnlyList<Reaction> sent, HttpResponseMessage answer, CancellationToken cancel)
    {
        using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancel), default, cancel);
        int accepted = json.RootElement.GetProperty("accepted").GetInt32();
        int duplicates = json.RootElement.GetProperty("duplicates").GetInt32();
        if (accepted + duplicates != sent.Count)
            throw new CannotGoOnException($"Of {sent.Count} lines the server counted {accepted} + {duplicates}.");
        foreach (var reaction in sent)
            ledger.Acknowledged(reaction.Id, null);
        ledger.Duplicates(duplicates);
    }
}
