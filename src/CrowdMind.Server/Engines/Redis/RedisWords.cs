using StackExchange.Redis;

namespace CrowdMind.Server.Engines.Redis;

/// <summary>What went wrong, in few words: the client library's own fill ten lines of a log.</summary>
internal static class RedisWords
{
    /// <summary>What an exception says.</summary>
    public static string Of(Exception failure) => failure switch
    {
        RedisConnectionException lost => Of(lost.FailureType),
        RedisServerException refusal => $"it refuses ({refusal.Message.TrimEnd('.')})",
        TimeoutException => "it does not answer",
        _ => failure.Message.ReplaceLineEndings(" ").TrimEnd('.'),
    };

    /// <summary>What became of a connection.</summary>
    public static string Of(ConnectionFailureType failure) => failure switch
    {
        ConnectionFailureType.SocketClosed => "it closed the connection",
        ConnectionFailureType.AuthenticationFailure => "it refuses the password or the TLS",
        ConnectionFailureType.UnableToConnect or ConnectionFailureType.UnableToResolvePhysicalConnection => "it cannot be reached",
        _ => $"the connection broke ({failure})",
    };
}
