using CrowdMind.Objects;
using CrowdMind.TestKit.Objects;
using CrowdMind.TestKit.Servers.Objects;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Objects;

/// <summary>The object store's contract on Supabase Storage's REST calls, and what is Supabase's own.</summary>
public sealed class SupabaseObjectStoreTests(SupabaseGround ground) : RemoteObjectStoreSpec, IClassFixture<SupabaseGround>
{
    protected override IObjectStore Store => ground.Store;

    protected override HttpFaults Faults => ground.Server.Faults;

    protected override IEnumerable<string> Leftovers() => Directory.EnumerateFiles(ground.Incoming);

    [Fact]
    public async Task A_signed_url_leads_to_the_storage_itself()
    {
        var key = NewKey();
        await PutAsync(key, [1]);
        var url = await Store.SignUrlAsync(key, TimeSpan.FromMinutes(1), "a b&c.bin", Stop);
        Assert.StartsWith(new Uri(ground.Server.Url, $"/storage/v1/object/sign/models/{key}?token=").ToString(), url?.AbsoluteUri, StringComparison.Ordinal);
        Assert.EndsWith("&download=a%20b%26c.bin", url?.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_over_the_bucket_s_limit_is_refused_before_it_is_sent_with_both_numbers()
    {
        var project = new SupabaseGround(new SupabasePlan { FileSizeLimit = 1000 });
        await project.InitializeAsync();
        await project.Start.OpenAsync(Stop);
        Assert.Equal(1000, project.Store.LargestObject);
        project.Server.Faults.Plan();
        Assert.Equal(
            new PutOutcome.TooLargeForStore(1001, 1000), await project.Store.PutAsync(NewKey(), new SourceStream(1001), Ample, Stop));
        Assert.Empty(project.Server.Faults.Requests);
        Assert.IsType<PutOutcome.Stored>(await project.Store.PutAsync(NewKey(), new SourceStream(1000), Ample, Stop));
        await project.DisposeAsync();
    }

    [Fact]
    public async Task A_limit_that_only_the_project_knows_is_a_refusal_too()
    {
        var project = new SupabaseGround(new SupabasePlan { ProjectLimit = 1000 });
        await project.InitializeAsync();
        var key = NewKey();
        Assert.Equal(new PutOutcome.TooLargeForStore(1001, null), await project.Store.PutAsync(key, new SourceStream(1001), Ample, Stop));
        Assert.Null(await project.Store.FindAsync(key, Stop));
        await project.DisposeAsync();
    }
}
