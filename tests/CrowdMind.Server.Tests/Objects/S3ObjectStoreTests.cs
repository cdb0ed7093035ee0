using CrowdMind.Objects;
using CrowdMind.TestKit.Servers.Objects;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Objects;

/// <summary>The object store's contract on an S3 server, and what is S3's own.</summary>
public sealed class S3ObjectStoreTests(S3Ground ground) : RemoteObjectStoreSpec, IClassFixture<S3Ground>
{
    protected override IObjectStore Store => ground.Store;

    // s3rver does not walk folders in the order of keys, so its pages are good for one folder only.
    protected override IObjectStore PagedStore => ground.PagedStore;

    protected override HttpFaults Faults => ground.Server.Faults;

    protected override IEnumerable<string> Leftovers() => Directory.EnumerateFiles(ground.Incoming);

    [Fact]
    public async Task A_signed_url_leads_to_the_store_itself_also_over_plain_http()
    {
        var key = NewKey();
        await PutAsync(key, [1]);
        var url = await Store.SignUrlAsync(key, TimeSpan.FromMinutes(10), "m.bin", Stop);
        Assert.StartsWith(new Uri(ground.Server.Endpoint, $"/crowd/{key}?").ToString(), url?.AbsoluteUri, StringComparison.Ordinal);

        // The library counts the seconds from its own idea of the store's clock; on a busy machine 602 was seen.
        Assert.Matches("X-Amz-Expires=60[0-9]&", url?.Query);
    }

    [Fact]
    public void S3_takes_five_gibibytes_in_one_request() => Assert.Equal(5L << 30, Store.LargestObject);
}
