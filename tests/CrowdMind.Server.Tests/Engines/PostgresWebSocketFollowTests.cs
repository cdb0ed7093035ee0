using CrowdMind.TestKit.Specs;
using CrowdMind.TestKit.Wire;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Engines;

[Collection(PostgresCollection.Name)]
public sealed class PostgresWebSocketFollowTests(PostgresServerFixture fixture, ITestOutputHelper output)
    : FollowOverWireSpec(fixture.Server, Transport.WebSocket, output), IClassFixture<PostgresServerFixture>;
