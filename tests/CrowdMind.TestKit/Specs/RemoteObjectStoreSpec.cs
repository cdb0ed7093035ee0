using CrowdMind.Objects;
using CrowdMind.TestKit.Objects;
using CrowdMind.TestKit.Servers.Objects;

namespace CrowdMind.TestKit.Specs;

/// <summary>
/// What a store behind a network owes beyond the contract of all: it asks again what may pass by itself, and nothing else. It
/// is opened with short waits: an answer within a second, four attempts.
/// </summary>
public abstract class RemoteObjectStoreSpec : ObjectStoreSpec
{
    private static readonly HttpClient Client = new();

    /// <summary>The server's faults.</summary>
    protected abstract HttpFaults Faults { get; }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> FetchAsync(Uri url, string? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (range is not null)
            request.Headers.TryAddWithoutValidation("Range", range);
        return await Client.SendAsync(request, Stop);
    }

    /// <inheritdoc/>
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Faults.Plan();
    }

    [Theory]
    [InlineData(HttpFault.Unavailable)]
    [InlineData(HttpFault.TooManyRequests)]
    [InlineData(HttpFault.Hang)]
    [InlineData(HttpFault.CutRequest)]
    public async Task A_put_is_sent_again_after_what_passes(HttpFault fault)
    {
        var (key, source) = (NewKey(), new SourceStream(2_000_000));
        Faults.Plan(fault, fault);
        Assert.Equal(new PutOutcome.Stored(2_000_000, Sha256(Bytes(2_000_000))), await Store.PutAsync(key, source, Ample, Stop));
        Assert.Equal((0, 3), (Faults.Left, Faults.Requests.Count));
        Assert.Equal(Bytes(2_000_000), await ReadAsync(key));
    }

    [Theory]
    [InlineData(HttpFault.Unavailable)]
    [InlineData(HttpFault.TooManyRequests)]
    [InlineData(HttpFault.Hang)]
    public async Task Every_call_is_made_again_after_what_passes(HttpFault fault)
    {
        var key = NewKey();
        await PutAsync(key, Bytes(100));
        Faults.Plan(fault);
        Assert.Equal(100, (await Store.FindAsync(key, Stop))?.Size);
        Faults.Plan(fault);
        Assert.Equal(Bytes(100), await ReadAsync(key));
        Faults.Plan(fault);
        Assert.Equal([key.Value], await ListAsync());
        Faults.Plan(fault);
        Assert.NotNull(await Store.SignUrlAsync(key, TimeSpan.FromMinutes(1), "m.bin", Stop));
        Faults.Plan(fault);
        await Store.DeleteAsync(key, Stop);
        await AssertAbsentAsync(key);
    }

    [Fact]
    public async Task A_refusal_is_not_asked_again()
    {
        var key = NewKey();
        Faults.Plan(HttpFault.Forbidden, HttpFault.Forbidden);
        var refused = await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => Store.PutAsync(key, new SourceStream(1000), Ample, Stop));
        Assert.Contains(key.Value, refused.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (Faults.Left, Faults.Requests.Count));
        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => Store.FindAsync(key, Stop));
        Assert.Equal((0, 2), (Faults.Left, Faults.Requests.Count));
        await AssertAbsentAsync(key);
    }

    [Fact]
    public async Task What_does_not_pass_ends_after_the_attempts_and_stores_nothing()
    {
        var key = NewKey();
        Faults.Plan([.. Enumerable.Repeat(HttpFault.Unavailable, 10)]);
        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => Store.PutAsync(key, new SourceStream(100_000), Ample, Stop));
        Assert.Equal((6, 4), (Faults.Left, Faults.Requests.Count));
        Faults.Plan([.. Enumerable.Repeat(HttpFault.CutRequest, 4)]);
        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => Store.PutAsync(key, new SourceStream(2_000_000), Ample, Stop));
        Assert.Equal((0, 4), (Faults.Left, Faults.Requests.Count));
        await AssertAbsentAsync(key);
    }

    [Theory]
    [InlineData(HttpFault.CutAnswer)]
    [InlineData(HttpFault.StallAnswer)]
    public async Task A_download_that_breaks_off_goes_on_where_it_stopped(HttpFault fault)
    {
        var (key, bytes) = (NewKey(), Bytes(3_000_000));
        await PutAsync(key, bytes);
        Faults.Plan(fault, fault);
        Assert.Equal(bytes, await ReadAsync(key));
        Faults.Plan(fault, fault);
        Assert.Equal(bytes[1000..2_000_000], await ReadAsync(key, new ByteRange(1000, 1_999_000)));
        Assert.Equal((0, 3), (Faults.Left, Faults.Requests.Count));
    }

    [Fact]
    public async Task A_download_that_breaks_off_does_not_go_on_with_other_bytes()
    {
        var key = NewKey();
        await PutAsync(key, Bytes(3_000_000, seed: 1));
        Faults.Plan(HttpFault.CutAnswer);
        await using var content = await Store.OpenAsync(key, ByteRange.All, Stop);
        var head = new byte[1000];
        await content!.Bytes.ReadExactlyAsync(head, Stop);
        await PutAsync(key, Bytes(3_000_000, seed: 2));
        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => content.Bytes.CopyToAsync(Stream.Null, Stop));
    }

    [Fact]
    public async Task A_put_that_is_cancelled_while_it_is_sent_leaves_nothing()
    {
        var key = NewKey();
        Faults.Plan(HttpFault.Hang);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var putting = Store.PutAsync(key, new SourceStream(1_000_000), Ample, cancel.Token);
        await Eventually.TrueAsync(() => Faults.Requests.Count == 1, TimeSpan.FromSeconds(10), () => "the put was sent", Stop);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => putting);
        await AssertAbsentAsync(key);
    }
}
