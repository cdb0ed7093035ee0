using System.Globalization;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Deploy;

/// <summary>Instances behind the deployed nginx that leave, or are gone: clients are sent to those that are there.</summary>
public sealed class InstanceLossTests : IAsyncLifetime
{
    private const string Agent = """{"name":"Ada","type":"digital"}""";
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    private readonly List<CrowdMindServer> _servers = [];
    private NginxServer? _nginx;

    private NginxServer Nginx => _nginx ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        for (int i = 0; i < 2; i++)
            _servers.Add(await CrowdMindServer.StartAsync());
        _nginx = await NginxServer.StartAsync(ProxiedGround.Configuration, [.. _servers.Select(server => server.BaseUri)]);
    }

    public async Task DisposeAsync()
    {
        if (_nginx is not null)
            await _nginx.DisposeAsync();
        foreach (CrowdMindServer server in _servers)
            await server.DisposeAsync();
    }

    [Fact]
    public async Task An_instance_that_was_killed_is_passed_over_and_taken_back_when_it_is_there_again()
    {
        using var http = new Caller(Nginx.Address);
        await _servers[0].KillAsync();
        for (int i = 0; i < 20; i++)
            (await http.PostAsync("/agents", Agent)).Expect(201);
        await _servers[0].RestartAsync();
        await _servers[1].KillAsync();
        await Eventually.TrueAsync(
            async () => (await http.PostAsync("/agents", Agent)).Status == 201, Within, () => "the first one was taken back");
    }

    [Fact]
    public async Task Without_any_instance_the_answer_is_a_503_that_says_when_to_come_back()
    {
        using var http = new Caller(Nginx.Address);
        foreach (CrowdMindServer server in _servers)
            await server.KillAsync();
        Answer answer = await http.PostAsync("/agents", Agent);
        answer.ExpectProblem(503);
        Assert.Equal("1", answer.Header("Retry-After"));
    }

    [Fact]
    public async Task While_an_instance_leaves_no_request_fails()
    {
        using var over = new CancellationTokenSource();
        Task<List<Answer>>[] publishing = [.. Enumerable.Range(0, 8).Select(_ => PublishAsync(over.Token))];
        foreach (CrowdMindServer server in _servers)
        {
            Assert.Equal(0, (await server.StopAsync()).ExitCode);
            await server.RestartAsync();
            await TakenBackAsync(server);
        }
        await over.CancelAsync();
        List<Answer> answers = [.. (await Task.WhenAll(publishing)).SelectMany(one => one)];
        Assert.All(answers, answer => Assert.True(answer.Status == 201, $"{answer.Status}: {answer.Text}\nnginx: {Nginx.Output}"));
    }

    // nginx gives an instance that failed one request after a second, and others once that was answered.
    private static async Task TakenBackAsync(CrowdMindServer server)
    {
        using var http = new Caller(server.BaseUri);
        int before = await CountAsync();
        await Eventually.TrueAsync(async () => await CountAsync() >= before + 10, Within, () => "requests came to the server again");

        async Task<int> CountAsync() =>
            int.Parse((await http.GetAsync("/agents?limit=1")).Header("X-Total-Count")!, CultureInfo.InvariantCulture);
    }

    private async Task<List<Answer>> PublishAsync(CancellationToken until)
    {
        var answers = new List<Answer>();
        using var http = new Caller(Nginx.Address);
        while (!until.IsCancellationRequested)
            answers.Add(await http.PostAsync("/agents", Agent));
        return answers;
    }
}
