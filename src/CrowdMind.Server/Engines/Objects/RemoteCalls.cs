using CrowdMind.Objects;
using Polly;
using Polly.Retry;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>
/// Calls a remote store, again where that may help: after a lost connection, a timeout, or an answer that says the store is
/// overloaded or broken. Any other refusal stands.
/// </summary>
/// <param name="engine">The store, for people.</param>
/// <param name="options">How patient it is.</param>
/// <param name="mayPass">Whether a refusal of this store's own kind may pass by itself; null for what is no refusal.</param>
/// <param name="metrics">What is measured.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of every further attempt.</param>
internal sealed partial class RemoteCalls(
    string engine, RemoteOptions options, Func<Exception, bool?> mayPass, RemoteMetrics metrics, TimeProvider time, ILogger logger)
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = outcome => new(outcome.Outcome.Exception is { } failure && MayPass(failure, mayPass)),
            MaxRetryAttempts = options.Attempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.FirstDelay,
            MaxDelay = options.LongestDelay,
            OnRetry = again =>
            {
                metrics.Again();
                Log.Again(logger, engine, again.Context.OperationKey, again.AttemptNumber + 1, again.Outcome.Exception?.Message, again.RetryDelay);
                return default;
            },
        })
        .Build();

    /// <summary>How patient the calls are.</summary>
    public RemoteOptions Options => options;

    /// <summary>Makes a call whose answer begins soon.</summary>
    /// <exception cref="ObjectStoreUnavailableException">It failed; the inner exception says how.</exception>
    public Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        SendAsync(what, (_, token) => call(token), cancellationToken);

    /// <summary>Makes a call that sends much first, and says each time that some of it went.</summary>
    /// <exception cref="ObjectStoreUnavailableException">It failed; the inner exception says how.</exception>
    public async Task<T> SendAsync<T>(
        string what, Func<Action, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(what, cancellationToken);
        var began = time.GetTimestamp();
        var fault = default(Exception);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, state) => await state.Calls.AttemptAsync(state.Call, context.CancellationToken),
                context,
                (Calls: this, Call: call));
        }
        catch (Exception failure) when (mayPass(failure) is not null || MayPass(failure))
        {
            fault = failure;
            throw Unavailable(what, failure);
        }
        finally
        {
            metrics.Called(what, time.GetElapsedTime(began), fault);
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Whether an exception says that the connection or the store broke, so that the same call may succeed later.</summary>
    public bool MayPass(Exception failure) => MayPass(failure, mayPass);

    /// <summary>What is thrown when the store did not do it.</summary>
    public ObjectStoreUnavailableException Unavailable(string what, Exception? failure) =>
        new($"The object store ({engine}) did not {what}: {failure?.Message ?? "it ended its answer early."}", failure);

    /// <summary>Makes one attempt; it is over when nothing goes and nothing comes for too long.</summary>
    private async Task<T> AttemptAsync<T>(Func<Action, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await call(() => late.CancelAfter(options.AnswerWithin), either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"It did not answer within {options.AnswerWithin.TotalSeconds:0.#} s.");
        }
    }

    private static bool MayPass(Exception failure, Func<Exception, bool?> mayPass) =>
        mayPass(failure) ?? failure is HttpRequestException or IOException or TimeoutException;

    private static partial class Log
    {
        [LoggerMessage(7101, LogLevel.Warning, "{Store} did not {What} (attempt {Attempt}): {Why} Again in {Delay}.")]
        public static partial void Again(ILogger logger, string store, string? what, int attempt, string? why, TimeSpan delay);
    }
}
