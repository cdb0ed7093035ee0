using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using Crowd.Agents;
using Crowd.Watching;

namespace Crowd.Delivery;

/// <summary>One POST a reaction, one after the other.</summary>
internal sealed class RestDelivery(HttpClient http, Guid experiment, Ledger ledger) : IDelivery
{
    private readonly Backoff _backoff = new();

    public async Task DeliverAsync(ChannelReader<Reaction> reactions, CancellationToken cancel)
    {
        await foreach (var reaction in reactions.ReadAllAsync(cancel))
        {
            while (!await TryPostAsync(reaction, cancel))
            {
                // TryPostAsync has waited; the same id makes another attempt harmless.
            }
        }
    }

    private async Task<bool> TryPostAsync(Reaction reaction, CancellationToken cancel)
    {
        TimeSpan? asked = null;
        try
        {
            using var answer = await http.PostAsJsonAsync("reactions", Body(reaction), cancel);
            if (answer.IsSuccessStatusCode)
            {
                await AcknowledgeAsync(reaction, answer, cancel);
                _backoff.Reset();
                return true;
            }

            if (await Answers.IsRefusalAsync(answer, cancel))
            {
                ledger.Refused(1);
                return true;
            }

            asked = answer.Headers.RetryAfter?.Delta;
        }
        catch (Exception e) when (Answers.IsPassing(e, cancel))
        {
            // No answer: it may have been appended or not.
        }

        await _backoff.WaitAsync(asked, cancel);
        return false;
    }

    private object Body(Reaction reaction) => new
    {
        id = reaction.Id,
        experiment_id = experiment,
        agent_id = reaction.AgentId,
        payload = reaction.Payload,
    };

    private async Task AcknowledgeAsync(Reaction reaction, HttpResponseMessage answer, CancellationToken cancel)
    {
        using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancel), default, cancel);
        ledger.Acknowledged(reaction.Id, json.RootElement.GetProperty("seq").GetInt64());
        if (answer.StatusCode == HttpStatusCode.OK)
            ledger.Duplicates(1);
    }
}
