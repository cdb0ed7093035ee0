using System.Security.Cryptography;
using CrowdMind.Keys;
using CrowdMind.TestKit.Engines;

namespace CrowdMind.TestKit.Specs;

/// <summary>The contract of <see cref="IKeyStore"/> and <see cref="ITicketStore"/>; every engine inherits it.</summary>
public abstract class KeyStoreSpec : IAsyncLifetime
{
    /// <summary>The time of everything in these tests.</summary>
    protected static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private KeyEngine? _engine;

    private IKeyStore Keys => Engine.Keys;

    private ITicketStore Tickets => Engine.Tickets;

    private KeyEngine Engine => _engine ?? throw new InvalidOperationException("The engine is not open.");

    /// <summary>Opens the engine on this test's data; a second time it is another instance beside the first.</summary>
    protected abstract Task<KeyEngine> OpenAsync();

    /// <inheritdoc/>
    public async Task InitializeAsync() => _engine = await OpenAsync();

    /// <inheritdoc/>
    public virtual async Task DisposeAsync() => await Engine.DisposeAsync();

    [Fact]
    public async Task A_key_is_found_as_it_was_added_also_after_a_restart()
    {
        var key = KeyOf() with { Name = "Müsli 🥣", Role = Role.Agent, AgentId = AgentId.New(TimeProvider.System), ExpiresAt = Noon.AddDays(1) };
        var bare = KeyOf();
        var hash = SaltedHash.Of("secret");
        await Keys.AddAsync(new StoredKey(key, hash), default);
        await AddAsync(bare);
        await Engine.DisposeAsync();
        _engine = await OpenAsync();
        var found = await Keys.FindAsync(key.Id, default);
        Assert.Equal(key, found?.Key);
        Assert.Equal(hash.Salt, found?.Hash.Salt);
        Assert.Equal(hash.Hash, found?.Hash.Hash);
        Assert.Equal(bare, (await Keys.FindAsync(bare.Id, default))?.Key);
        Assert.Null(await Keys.FindAsync(KeyId.New(TimeProvider.System), default));
    }

    [Fact]
    public async Task Keys_are_listed_newest_first_with_those_that_were_revoked()
    {
        ApiKey[] keys = [await AddAsync(KeyOf(0)), await AddAsync(KeyOf(1)), await AddAsync(KeyOf(2))];
        await Keys.RevokeAsync(keys[1].Id, Noon.AddHours(1), default);
        var all = await Keys.ListAsync(new Slice(10, 0), default);
        Assert.Equal([keys[2], keys[1] with { RevokedAt = Noon.AddHours(1) }, keys[0]], all.Items);
        var part = await Keys.ListAsync(new Slice(1, 2), default);
        Assert.Equal([keys[0]], part.Items);
        Assert.Equal(3, part.Total);
    }

    [Fact]
    public async Task A_revoked_key_stays_revoked_from_the_first_time_on()
    {
        var key = await AddAsync(KeyOf());
        Assert.True(await Keys.RevokeAsync(key.Id, Noon.AddHours(1), default));
        Assert.True(await Keys.RevokeAsync(key.Id, Noon.AddHours(2), default));
        Assert.Equal(Noon.AddHours(1), (await Keys.FindAsync(key.Id, default))?.Key.RevokedAt);
        Assert.False(await Keys.RevokeAsync(KeyId.New(TimeProvider.System), Noon, default));
    }

    [Fact]
    public async Task Of_some_keys_those_stand_that_are_there_and_were_not_revoked()
    {
        await using var beside = await OpenAsync();
        var (standing, revoked) = (await AddAsync(KeyOf()), await AddAsync(KeyOf()));
        await beside.Keys.RevokeAsync(revoked.Id, Noon, default);
        KeyId[] asked = [standing.Id, revoked.Id, KeyId.New(TimeProvider.System)];
        Assert.Equal([standing.Id], await Keys.FindStandingAsync(asked, default));
        Assert.Empty(await Keys.FindStandingAsync([], default));
    }

    [Fact]
    public async Task The_time_of_the_last_use_never_goes_back()
    {
        var (key, other) = (await AddAsync(KeyOf()), await AddAsync(KeyOf()));
        await Keys.NoteUsesAsync(new Dictionary<KeyId, DateTimeOffset> { [key.Id] = Noon.AddHours(2), [other.Id] = Noon }, default);
        await Keys.NoteUsesAsync(new Dictionary<KeyId, DateTimeOffset> { [key.Id] = Noon.AddHours(1) }, default);
        Assert.Equal(Noon.AddHours(2), (await Keys.FindAsync(key.Id, default))?.Key.LastUsedAt);
        Assert.Equal(Noon, (await Keys.FindAsync(other.Id, default))?.Key.LastUsedAt);
    }

    [Fact]
    public async Task A_ticket_is_taken_once_by_one_of_many_on_several_instances()
    {
        await using var beside = await OpenAsync();
        var caller = new Caller("ada", Role.Agent, AgentId.New(TimeProvider.System), KeyId.New(TimeProvider.System), Noon.AddDays(1));
        var ticket = new Ticket(RandomNumberGenerator.GetBytes(32), "experiments/x", caller, Noon.AddSeconds(30));
        await Tickets.AddAsync(ticket, Noon, default);
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => (i % 2 == 0 ? Tickets : beside.Tickets).TakeAsync(ticket.Hash, default))));
        var one = Assert.Single(taken, found => found is not null);
        Assert.Equal((ticket.Subject, ticket.Caller, ticket.ExpiresAt), (one?.Subject, one?.Caller, one?.ExpiresAt));
        Assert.Null(await Tickets.TakeAsync(RandomNumberGenerator.GetBytes(32), default));
    }

    [Fact]
    public async Task Expired_tickets_are_forgotten_when_others_come()
    {
        var (old, late) = (TicketUntil(Noon), TicketUntil(Noon.AddSeconds(30)));
        await Tickets.AddAsync(old, Noon, default);
        await Tickets.AddAsync(late, Noon.AddSeconds(1), default);
        Assert.Null(await Tickets.TakeAsync(old.Hash, default));
        Assert.Equal(new Caller("ada", Role.Viewer), (await Tickets.TakeAsync(late.Hash, default))?.Caller);
    }

    private static Ticket TicketUntil(DateTimeOffset end) =>
        new(RandomNumberGenerator.GetBytes(32), "experiments/x", new Caller("ada", Role.Viewer), end);

    private static ApiKey KeyOf(int minutes = 0) => new(KeyId.New(TimeProvider.System), "ada", Role.Viewer, null, Noon.AddMinutes(minutes));

    private async Task<ApiKey> AddAsync(ApiKey key)
    {
        await Keys.AddAsync(new StoredKey(key, SaltedHash.Of(key.Name)), default);
        return key;
    }
}
