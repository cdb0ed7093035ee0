using CrowdMind.Audits;
using CrowdMind.Keys;

namespace CrowdMind.TestKit.Specs;

/// <summary>The contract of <see cref="IAuditStore"/>; every engine inherits it.</summary>
public abstract class AuditStoreSpec : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private (IAuditStore Store, IAsyncDisposable Owner)? _engine;

    private IAuditStore Audit => _engine?.Store ?? throw new InvalidOperationException("The engine is not open.");

    /// <summary>Opens the store on this test's data.</summary>
    protected abstract Task<(IAuditStore Store, IAsyncDisposable Owner)> OpenAsync();

    /// <summary>Runs a statement on the data, as somebody with the database's own tools would.</summary>
    protected abstract Task TamperAsync(string sql);

    /// <inheritdoc/>
    public async Task InitializeAsync() => _engine = await OpenAsync();

    /// <inheritdoc/>
    public virtual async Task DisposeAsync() => await (_engine?.Owner.DisposeAsync() ?? ValueTask.CompletedTask);

    [Fact]
    public async Task Entries_are_listed_newest_first_as_they_were_added()
    {
        AuditEntry[] entries =
        [
            EntryOf("ada", "createKey", "/keys/1") with { Role = Role.Admin, KeyId = KeyId.New(TimeProvider.System), Address = "::1" },
            EntryOf("Müsli 🥣", "deleteModel", "/models/x"),
        ];
        await AddAsync(entries);
        Assert.Equal(entries.Reverse(), (await ListAsync(new AuditFilter())).Items);
        var part = await Audit.ListAsync(new AuditFilter(), new Slice(1, 1), default);
        Assert.Equal([entries[0]], part.Items);
        Assert.Equal(2, part.Total);
    }

    [Fact]
    public async Task Entries_are_found_by_who_by_what_and_by_what_they_were_done_to()
    {
        AuditEntry[] entries =
        [
            EntryOf("ada", "createExperiment", "/experiments/1"),
            EntryOf("ada", "startExperiment", "/experiments/1/start"),
            EntryOf("bob", "startExperiment", "/experiments/10/start"),
            EntryOf("bob", "deleteExperiment", "/experiments/1%"),
        ];
        await AddAsync(entries);
        await HoldsAsync(new AuditFilter(Actor: "ada"), 1, 0);
        await HoldsAsync(new AuditFilter(Action: "startExperiment"), 2, 1);
        await HoldsAsync(new AuditFilter(Actor: "bob", Action: "startExperiment"), 2);
        await HoldsAsync(new AuditFilter(Subject: "/experiments/1"), 1, 0);
        await HoldsAsync(new AuditFilter(Subject: "/experiments/1%"), 3);
        await HoldsAsync(new AuditFilter(Actor: "eve"));

        async Task HoldsAsync(AuditFilter filter, params int[] wanted)
        {
            var listing = await ListAsync(filter);
            Assert.Equal(wanted.Select(index => entries[index]), listing.Items);
            Assert.Equal(wanted.Length, listing.Total);
        }
    }

    [Theory]
    [InlineData("UPDATE audit SET actor = 'nobody'")]
    [InlineData("DELETE FROM audit")]
    public async Task The_database_itself_refuses_to_change_or_remove_an_entry(string sql)
    {
        var entry = EntryOf("ada", "deleteModel", "/models/x");
        await AddAsync(entry);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => TamperAsync(sql));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        Assert.Equal([entry], (await ListAsync(new AuditFilter())).Items);
    }

    private static AuditEntry EntryOf(string actor, string action, string subject) =>
        new(Noon, actor, Role.Editor, KeyId: null, Address: null, action, subject);

    private async Task AddAsync(params AuditEntry[] entries)
    {
        foreach (var entry in entries)
            await Audit.AddAsync(entry, default);
    }

    private Task<Listing<AuditEntry>> ListAsync(AuditFilter filter) => Audit.ListAsync(filter, new Slice(10, 0), default);
}
