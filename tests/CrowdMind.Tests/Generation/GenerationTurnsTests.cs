using CrowdMind.Generation;

namespace CrowdMind.Tests.Generation;

public sealed class GenerationTurnsTests : IDisposable
{
    private readonly GenerationTurns _turns = new();
    private readonly DatasetId _dataset = DatasetId.New(TimeProvider.System);

    public void Dispose() => _turns.Dispose();

    [Fact]
    public async Task Jobs_of_a_dataset_take_turns_in_the_order_in_which_they_came()
    {
        var order = new List<int>();
        var first = await EnterAsync(_dataset);
        var others = Enumerable.Range(1, 5).Select(async number =>
        {
            using var turn = await EnterAsync(_dataset);
            order.Add(number);
        }).ToArray();
        Assert.All(others, other => Assert.False(other.IsCompleted));
        first.Dispose();
        await Task.WhenAll(others);
        Assert.Equal([1, 2, 3, 4, 5], order);
    }

    [Fact]
    public async Task Only_so_many_run_at_once_and_who_waits_for_a_dataset_takes_no_place()
    {
        var first = await EnterAsync(_dataset);
        var second = EnterAsync(_dataset);
        var other = new List<IDisposable>();
        for (var i = 1; i < Limits.GenerationsAtOnce; i++)
            other.Add(await EnterAsync(DatasetId.New(TimeProvider.System)));
        var beyond = EnterAsync(DatasetId.New(TimeProvider.System));
        Assert.False(beyond.IsCompleted);
        Assert.False(second.IsCompleted);
        other[0].Dispose();
        (await beyond).Dispose();
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task Who_stops_waiting_leaves_the_line_to_the_others()
    {
        var first = await EnterAsync(_dataset);
        using var impatient = new CancellationTokenSource();
        var second = _turns.EnterAsync(_dataset, impatient.Token);
        var third = EnterAsync(_dataset);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(third.IsCompleted);
        first.Dispose();
        (await third).Dispose();
        (await EnterAsync(_dataset)).Dispose();
    }

    [Fact]
    public async Task Who_stops_waiting_for_a_place_gives_the_dataset_back()
    {
        var all = new List<IDisposable>();
        for (var i = 0; i < Limits.GenerationsAtOnce; i++)
            all.Add(await EnterAsync(DatasetId.New(TimeProvider.System)));
        using var impatient = new CancellationTokenSource();
        var waiting = _turns.EnterAsync(_dataset, impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        all.ForEach(turn => turn.Dispose());
        (await EnterAsync(_dataset)).Dispose();
    }

    [Fact]
    public async Task A_turn_ends_once()
    {
        var first = await EnterAsync(_dataset);
        first.Dispose();
        first.Dispose();
        var second = await EnterAsync(_dataset);
        Assert.False(EnterAsync(_dataset).IsCompleted);
        second.Dispose();
    }

    private Task<IDisposable> EnterAsync(DatasetId dataset) =>
        _turns.EnterAsync(dataset, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
}
