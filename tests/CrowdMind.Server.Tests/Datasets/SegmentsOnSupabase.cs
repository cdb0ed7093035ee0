using CrowdMind.Objects;
using CrowdMind.Server.Tests.Objects;
using CrowdMind.TestKit.Servers.Objects;

namespace CrowdMind.Server.Tests.Datasets;

public sealed class SegmentsOnSupabase(SupabaseGround ground) : RemoteSegments, IClassFixture<SupabaseGround>
{
    protected override Dictionary<string, string> Settings => new()
    {
        ["SUPABASE_URL"] = ground.Server.Url.ToString(),
        ["SUPABASE_KEY"] = SupabasePlan.SecretKey,
    };

    protected override HttpFaults Faults => ground.Server.Faults;

    private protected override IObjectStore Store => ground.Store;
}
