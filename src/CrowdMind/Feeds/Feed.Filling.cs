using CrowdMind.Logs;

namespace CrowdMind.Feeds;

internal sealed partial class Feed
{
    private void FillIfBehind(bool byHeadsCheck = false)
    {
        if (_filling || _early is not null || _known <= _tail || _pending.IsFull)
            return;
        _filling = true;
        _ = Task.Run(() => FillAsync(byHeadsCheck));
    }

    private async Task FillAsync(bool byHeadsCheck)
    {
        EventBatch? page = null;
        Seq tail;
        lock (_gate)
            tail = _tail;
        try
        {
            page = await _log.ReadAfterAsync(_experimentId, tail, CancellationToken.None);
        }
        catch (LogUnavailableException)
        {
            // The heads check asks again within a second.
        }
        finally
        {
            lock (_gate)
            {
                _filling = false;
                if (page is not null)
                {
                    if (page.Last > _tail)
                        Metrics.FilledGap(byHeadsCheck);
                    AcceptLocked(page);
                }
            }
        }
    }

    private async Task<Seq?> ReadHeadAsync()
    {
        var heads = await _log.ReadHeadsAsync([_experimentId], CancellationToken.None);
        return heads.TryGetValue(_experimentId, out var head) ? head : null;
    }
}
