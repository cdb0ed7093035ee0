using CrowdMind.TestKit.Specs;
using CrowdMind.TestKit.Wire;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Engines;

[Collection(PostgresCollection.Name)]
public sealed class PostgresSseFollowTests(PostgresServerFixture fixture, ITestOutputHelper output)
    : FollowOverWireSpec(fixture.Server, Transport.ServerSentEvents, output), IClassFixture<PostgresServerFixture>
{
    protected override int? DeletedCode => null;

    protected override bool LineIsEvent => true;
}
