using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>The codes PostgreSQL fails with (SQLSTATE, appendix A of its manual), and what they mean here.</summary>
internal static class PostgresErrors
{
    public const string ReadOnlyTransaction = "25006";
    public const string IdleInTransaction = "25P03";
    public const string NoAuthorization = "28000";
    public const string WrongPassword = "28P01";
    public const string NoSuchDatabase = "3D000";
    public const string ForeignKeyViolation = "23503";
    public const string SerializationFailure = "40001";
    public const string Deadlock = "40P01";
    public const string NoPrivilege = "42501";
    public const string TooManyConnections = "53300";
    public const string QueryCanceled = "57014";
    public const string AdminShutdown = "57P01";
    public const string CrashShutdown = "57P02";
    public const string CannotConnectNow = "57P03";
    public const string IdleSession = "57P05";

    private const string ConnectionClass = "08";

    /// <summary>Classes that find fault with what was sent: data, constraints, limits.</summary>
    private static readonly string[] RefusalClasses = ["22", "23", "54"];

    /// <summary>Whether the same may well work in a moment.</summary>
    public static bool IsPassing(Exception failure) => failure switch
    {
        PostgresException { SqlState: SerializationFailure or Deadlock or TooManyConnections or QueryCanceled } => true,
        _ => IsLost(failure),
    };

    /// <summary>Whether the connection is gone, or leads to a server that no longer takes what it took before.</summary>
    public static bool IsLost(Exception failure) => failure switch
    {
        PostgresException
        {
            SqlState: ReadOnlyTransaction or IdleInTransaction or AdminShutdown or CrashShutdown or CannotConnectNow or IdleSession,
        } => true,
        PostgresException answered => answered.SqlState.StartsWith(ConnectionClass, StringComparison.Ordinal),
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>Whether the server will never take what it was sent, so that those who came with it must go without it.</summary>
    public static bool IsRefusal(PostgresException failure) => RefusalClasses.Contains(failure.SqlState[..2]);
}
