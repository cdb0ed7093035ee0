using StackExchange.Redis;

namespace CrowdMind.Server.Engines.Redis;

/// <summary>How the client library is told to connect: to one master and to nothing else, and to give up soon.</summary>
internal static class RedisConnections
{
    /// <summary>Connects to a master, and waits until it can be both published to and heard.</summary>
    /// <exception cref="RedisConnectionException">It does not work.</exception>
    /// <exception cref="TimeoutException">It takes too long.</exception>
    public static async Task<ConnectionMultiplexer> OpenAsync(
        RedisOptions options, RedisGreeting.Master master, TimeProvider time, CancellationToken cancellationToken)
    {
        var connecting = ConnectionMultiplexer.ConnectAsync(Configuration(options, master));
        try
        {
            var within = TimeSpan.FromSeconds(2 * Limits.RedisConnectSeconds);
            var connections = await connecting.WaitAsync(within, time, cancellationToken);
            await UntilItHearsAsync(connections.GetSubscriber(), time, cancellationToken);
            return connections;
        }
        catch
        {
            _ = CloseLateAsync(connecting);
            throw;
        }
    }

    /// <summary>
    /// Lets the connections go, with what is under way. On a thread of its own: a write that Redis does not take is held
    /// up, and closing with it.
    /// </summary>
    public static Task CloseAsync(ConnectionMultiplexer connections) => Task.Run(() =>
    {
        connections.Close(allowCommandsToComplete: false);
        connections.Dispose();
    });

    private static ConfigurationOptions Configuration(RedisOptions options, RedisGreeting.Master master)
    {
        var configuration = new ConfigurationOptions
        {
            ClientName = "crowdmind",
            Password = options.Password,
            Ssl = options.UseTls,
            AbortOnConnectFail = true,
            ConnectRetry = 1,
            ConnectTimeout = Limits.RedisConnectSeconds * 1000,

            // One server and nothing beside it: no keys or channels of the library's own, no other nodes.
            TieBreaker = "",
            ConfigurationChannel = "",
            CommandMap = CommandMap.Create(new HashSet<string> { "CLUSTER" }, available: false),
        };
        if (options.UseTls)
            configuration.SslHost = options.TlsHost ?? master.Host;
        configuration.EndPoints.Add(master.At);
        return configuration;
    }

    // The library calls itself connected when it can publish; the connection that hears may come a moment later.
    private static async Task UntilItHearsAsync(
        ISubscriber subscriber, TimeProvider time, CancellationToken cancellationToken)
    {
        var patience = TimeSpan.FromSeconds(Limits.RedisConnectSeconds);
        var since = time.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Limits.RedisHearingMilliseconds), time);
        while (true)
        {
            try
            {
                await subscriber.PingAsync().WaitAsync(patience, time, cancellationToken);
                return;
            }
            catch (RedisConnectionException) when (time.GetElapsedTime(since) < patience)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
    }

    private static async Task CloseLateAsync(Task<ConnectionMultiplexer> connecting)
    {
        await ((Task)connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (connecting.IsCompletedSuccessfully)
            await CloseAsync(connecting.Result);
    }
}
