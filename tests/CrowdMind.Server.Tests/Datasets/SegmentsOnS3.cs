using CrowdMind.Objects;
using CrowdMind.Server.Tests.Objects;
using CrowdMind.TestKit.Servers.Objects;

namespace CrowdMind.Server.Tests.Datasets;

public sealed class SegmentsOnS3(S3Ground ground) : RemoteSegments, IClassFixture<S3Ground>
{
    protected override Dictionary<string, string> Settings => new()
    {
        ["S3_ENDPOINT"] = ground.Server.Endpoint.ToString(),
        ["S3_REGION"] = "eu-central-1",
        ["S3_BUCKET"] = S3Server.Bucket,
        ["S3_ACCESS_KEY"] = S3Server.AccessKey,
        ["S3_SECRET_KEY"] = S3Server.SecretKey,
    };

    protected override HttpFaults Faults => ground.Server.Faults;

    private protected override IObjectStore Store => ground.Store;
}
