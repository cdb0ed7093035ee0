using System.Collections.Concurrent;
using CrowdMind.Server.Engines.Redis;
using CrowdMind.TestKit.Engines;
using Microsoft.Extensions.Logging;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>A Redis backplane as one instance of the server has it, with what it wrote to its log.</summary>
internal sealed class RedisInstance : ILogger<RedisBackplane>, IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _said = new();

    public RedisInstance(string url, string prefix = "crowdmind") =>
        Backplane = new RedisBackplane(RedisUrl.Parse(url, prefix), Unmeasured.Meter, TimeProvider.System, this);

    public RedisBackplane Backplane { get; }

    /// <summary>The lines of its log.</summary>
    public IReadOnlyList<string> Said => [.. _said];

    /// <summary>Whether Redis answers it.</summary>
    public async Task<bool> IsWellAsync()
    {
        try
        {
            await Backplane.CheckAsync(default);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _said.Enqueue($"{logLevel}: {formatter(state, exception)}");

    public ValueTask DisposeAsync() => Backplane.DisposeAsync();
}
