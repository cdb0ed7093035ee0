using System.Collections.Concurrent;
using System.Globalization;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;
using Xunit.Abstractions;

namespace CrowdMind.TestKit.Specs;

/// <summary>
/// What every transport owes a subscriber, through the front door of the real server. A transport's test class
/// inherits it and adds what that transport alone can do.
/// </summary>
public abstract partial class FollowOverWireSpec : IAsyncLifetime
{
    private static readonly TimeSpan TestWithin = TimeSpan.FromSeconds(60);
    private readonly ITestOutputHelper _output;

    /// <summary>The suite for one transport.</summary>
    protected FollowOverWireSpec(CrowdMindServer server, Transport transport, ITestOutputHelper output)
    {
        _output = output;
        Server = server.BaseUri;
        Transport = transport;
        Rest = new RestClient(Server);
    }

    /// <summary>Where the server is.</summary>
    protected Uri Server { get; }

    /// <summary>The transport under test.</summary>
    protected Transport Transport { get; }

    /// <summary>The server's REST side.</summary>
    protected RestClient Rest { get; }

    /// <summary>This test's experiment.</summary>
    protected Guid Experiment { get; private set; }

    /// <summary>An agent that may react in it.</summary>
    protected Guid Agent { get; private set; }

    /// <summary>Ends with the test's deadline.</summary>
    protected CancellationToken Stop { get; } = new CancellationTokenSource(TestWithin).Token;

    /// <inheritdoc/>
    public virtual async Task InitializeAsync()
    {
        Agent = await Rest.CreateAgentAsync(Stop);
        Experiment = await Rest.CreateExperimentAsync(Stop);
    }

    /// <inheritdoc/>
    public virtual Task DisposeAsync()
    {
        Rest.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Follows this test's experiment; live only when <paramref name="after"/> is null.</summary>
    protected Task<IFollower> FollowAsync(long? after) => Transport.OpenAsync(Server, Experiment, after, Stop);

    /// <summary>Publishes one reaction and gives its seq.</summary>
    protected async Task<long> PublishAsync(string payload = "{}", Guid? id = null)
    {
        RestAnswer answer = await Rest.PublishAsync(Experiment, new Reaction(Agent, payload, id), Stop);
        return answer.Expect(200, 201).Json.GetProperty("seq").GetInt64();
    }

    /// <summary>Publishes many, one request for all.</summary>
    protected async Task PublishManyAsync(int count)
    {
        IEnumerable<Reaction> reactions = Enumerable.Range(1, count).Select(n => new Reaction(Agent, Numbered(n)));
        (await Rest.PublishLinesAsync(Experiment, reactions, Stop)).Expect(200);
    }

    /// <summary>Writers that publish one by one, side by side; gives what they were answered.</summary>
    protected async Task<IReadOnlyDictionary<Guid, long>> WriteAsync(int writers, int each)
    {
        var answered = new ConcurrentDictionary<Guid, long>();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
        {
            for (int n = 0; n < each; n++)
            {
                var id = Guid.NewGuid();
                answered[id] = await PublishAsync(Numbered(n), id);
            }
        }));
        return answered;
    }

    /// <summary>Fails unless the events are exactly the seqs from first to last, each once and in order.</summary>
    protected static void AssertSeqs(long first, long last, IEnumerable<WireEvent> events)
    {
        IEnumerable<long> expected = Enumerable.Range(0, (int)(last - first + 1)).Select(n => first + n);
        Assert.Equal(expected, events.Select(e => e.Seq));
    }

    /// <summary>Fails unless both are the same events, byte for byte.</summary>
    protected static void AssertSameBytes(IEnumerable<WireEvent> expected, IEnumerable<WireEvent> actual) =>
        Assert.Equal(expected.Select(e => e.Raw), actual.Select(e => e.Raw));

    private static string Numbered(int n) => $$"""{"n":{{n.ToString(CultureInfo.InvariantCulture)}}}""";
}
