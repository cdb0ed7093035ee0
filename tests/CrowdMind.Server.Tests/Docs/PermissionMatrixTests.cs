using System.Reflection;
using CrowdMind.Keys;
using CrowdMind.Server.Access;
using CrowdMind.Server.Hosting;
using CrowdMind.Server.Transports.SignalR;
using CrowdMind.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;

namespace CrowdMind.Server.Tests.Docs;

/// <summary>Every route, hub method and socket states what it asks for, and docs/SECURITY.md says so.</summary>
public sealed class PermissionMatrixTests : IAsyncLifetime
{
    private static readonly Role[] Roles = [Role.Viewer, Role.Agent, Role.Editor, Role.Admin];

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("crowdmind-");
    private WebApplication? _app;

    public Task InitializeAsync()
    {
        var settings = new Dictionary<string, string?> { ["DATA_DIR"] = _data.FullName, ["LOG_LEVEL"] = "ERROR" };
        _app = ServerApplication.Build([], new Settings(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).Read());
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _app!.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public void Every_route_socket_and_hub_method_states_one_permission()
    {
        Assert.NotEmpty(Endpoints());
        Assert.All(Endpoints(), endpoint => Assert.Single(endpoint.Metadata.OfType<RequiresAttribute>()));
        Assert.NotEmpty(HubMethods());
        Assert.All(HubMethods(), method => Assert.True(
            method.GetCustomAttributes<RequiresAttribute>().Count() == 1, $"{method.Name} states no permission, or several."));
    }

    [Fact]
    public void Every_live_connection_checks_origins_and_takes_what_a_browser_can_send()
    {
        string[] live = [.. Endpoints().Where(one => one.Metadata.GetMetadata<ConnectsAttribute>() is not null).Select(PatternOf)];
        Assert.Equal(
            ["/api/v1/experiments/{id}/events", "/api/v1/ws/agents/{id}", "/api/v1/ws/experiments/{id}", "/hubs/experiments", "/hubs/experiments/negotiate"],
            live.Order());
    }

    [Fact]
    public void The_table_in_the_docs_is_what_the_server_does()
    {
        var page = File.ReadAllText(RepositoryFolder.Path("docs", "SECURITY.md"));
        var rows = Endpoints().Select(RowOf).Concat(HubMethods().Select(RowOf)).Distinct().Order(StringComparer.Ordinal);
        var lines = page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var wanted = string.Join('\n', rows);
        Assert.True(wanted == string.Join('\n', lines), $"The table should have these rows:\n{wanted}");
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        ((IEndpointRouteBuilder)_app!).DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>();

    private static MethodInfo[] HubMethods() =>
    [
        .. typeof(ExperimentHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition().DeclaringType != typeof(Hub)),
    ];

    private static string PatternOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static string RowOf(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
        var verbs = PatternOf(endpoint).Contains("/ws/", StringComparison.Ordinal) ? "WebSocket" : string.Join(", ", methods ?? ["GET, POST"]);
        return Row($"{verbs} {PatternOf(endpoint).Replace("/api/v1", "", StringComparison.Ordinal)}", endpoint.Metadata.GetRequiredMetadata<RequiresAttribute>());
    }

    private static string RowOf(MethodInfo method) => Row($"hub {method.Name}", method.GetCustomAttribute<RequiresAttribute>()!);

    private static string Row(string what, RequiresAttribute required) =>
        $"| `{what}` | {string.Join(" | ", Roles.Select(role => Permits.Of(role, required.Permission) switch
        {
            Grant.Yes => required.Permission == Permission.Open ? "all" : "yes",
            Grant.Own => "own",
            _ => "–",
        }))} |";
}
