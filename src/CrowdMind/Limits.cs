namespace CrowdMind;

/// <summary>The bounds of every queue, page and wait that an operator does not set, each with its reason.</summary>
public static partial class Limits
{
    /// <summary>Levels of nesting in JSON that comes in: what System.Text.Json allows by default, ample for a payload.</summary>
    public const int JsonDepth = 64;

    /// <summary>What a reaction may weigh beyond its payload: ids, member names, white space.</summary>
    public const int EnvelopeBytes = 4 * 1024;

    /// <summary>
    /// Faults of one request that are told: enough to see what is systematic. A document of a megabyte could have half a million.
    /// </summary>
    public const int FaultsTold = 50;

    /// <summary>Characters in a name.</summary>
    public const int NameCharacters = 255;

    /// <summary>Bytes of a request body that is neither a reaction nor a batch: a scenario or traits.</summary>
    public const int DocumentBytes = 1024 * 1024;

    /// <summary>Characters in an object's key: what a file name may have on common disks, so that a whole key always fits.</summary>
    public const int ObjectKeyCharacters = 255;

    /// <summary>Bytes of an object that are in memory at once while it is stored or read.</summary>
    public const int ObjectBufferBytes = 64 * 1024;

    /// <summary>The most bytes that S3 takes in one request (Amazon S3 quotas, "PUT object").</summary>
    public const long S3ObjectBytes = 5L * 1024 * 1024 * 1024;

    /// <summary>How often a remote object store is asked at most, when it fails in a way that passes.</summary>
    public const int ObjectAttempts = 4;

    /// <summary>The wait before an object store is asked again; doubled each time, with jitter.</summary>
    public const int ObjectRetryMilliseconds = 250;

    /// <summary>The longest wait before an object store is asked again.</summary>
    public const int ObjectRetryMostMilliseconds = 5_000;

    /// <summary>How long a remote object store may take to go on with an upload, or to begin its answer.</summary>
    public const int ObjectAnswerSeconds = 15;

    /// <summary>How long a download may stand still before it is resumed on a new connection.</summary>
    public const int ObjectStallSeconds = 20;

    /// <summary>How long a remote object store's last readiness is taken for the present one.</summary>
    public const int ObjectReadinessSeconds = 5;

    /// <summary>Objects whose SHA-256 the server remembers for their ETag.</summary>
    public const int ObjectDigests = 4096;

    /// <summary>Characters in a key that signs URLs: with fewer it could be guessed.</summary>
    public const int SigningKeyCharacters = 32;

    /// <summary>Ranges that one request may name; who asks for more gets the whole object.</summary>
    public const int ObjectRanges = 16;

    /// <summary>Reactions in one JSON batch; more come as NDJSON.</summary>
    public const int BatchReactions = 1000;

    /// <summary>Bytes of a JSON batch, beyond what one reaction may weigh.</summary>
    public const int BatchBytes = 8 * 1024 * 1024;

    /// <summary>Reactions from one NDJSON body that share an append: big enough to spread the cost of a commit.</summary>
    public const int ChunkReactions = 1000;

    /// <summary>Bytes from one NDJSON body that share an append; what one upload holds in memory.</summary>
    public const int ChunkBytes = 512 * 1024;

    /// <summary>Bytes waiting for the log writer, all publishers together; beyond it nobody else is let in.</summary>
    public const long AppendQueueBytes = 32 * 1024 * 1024;

    /// <summary>Appends waiting for the log writer, whatever they weigh.</summary>
    public const int AppendQueueLength = 16 * 1024;

    /// <summary>How long a request waits for room in the queue before it is told to come back: a commit or two.</summary>
    public const int AppendQueueWaitMilliseconds = 100;

    /// <summary>How long a socket or an NDJSON upload waits for it, which is not read meanwhile and so holds back its client.</summary>
    public const int AppendQueuePatienceSeconds = 3;

    /// <summary>How long a stopping server waits for its collector to take the rest: its own time to leave is bounded.</summary>
    public const int TelemetryLastWordsMilliseconds = 1_000;

    /// <summary>Requests that the trace of a commit names: enough to find it from any that is looked at, and no page of them.</summary>
    public const int CommitLinks = 16;

    /// <summary>Bytes in one commit: bounds the time that the commits behind it wait.</summary>
    public const int CommitBytes = 4 * 1024 * 1024;

    /// <summary>Events in one page read from the log. Shared pages end at multiples of it, where laggards meet.</summary>
    public const int PageEvents = 1000;

    /// <summary>Bytes of one page and of one dispatch round; below the runtime's large-object threshold of 85,000.</summary>
    public const int PageBytes = 64 * 1024;

    /// <summary>Bytes of newest events a feed always may keep for subscribers that fell a little behind.</summary>
    public const int FeedWindowLeastBytes = 1024 * 1024;

    /// <summary>Bytes one feed keeps at most: seconds of a heavy load, in which laggards share what was encoded once.</summary>
    public const int FeedWindowMostBytes = 16 * 1024 * 1024;

    /// <summary>Bytes that the feeds of an instance share for their windows.</summary>
    public const int FeedWindowsBytes = 128 * 1024 * 1024;

    /// <summary>Bytes of pages read from logs that the laggards of an instance share; their framing comes on top.</summary>
    public const int SharedPagesBytes = 16 * 1024 * 1024;

    /// <summary>Bytes a feed holds before dispatch; what comes beyond it is read from the log again later.</summary>
    public const int FeedPendingBytes = 4 * 1024 * 1024;

    /// <summary>How long a feed without subscribers is kept, so that a quick reconnect finds it warm.</summary>
    public const int FeedLingerSeconds = 10;

    /// <summary>How often the heads of active feeds are compared with the log; the longest a lost batch delays.</summary>
    public const int HeadsCheckSeconds = 1;

    /// <summary>Bytes under way to Redis; what is published beyond it is left to the heads check.</summary>
    public const int RedisUnderWayBytes = 8 * 1024 * 1024;

    /// <summary>What a message under way weighs beside its bytes, about: many small ones must not weigh nothing.</summary>
    public const int RedisMessageOverheadBytes = 512;

    /// <summary>How long a feed that opens waits for its subscription at Redis; until that is there, the log serves.</summary>
    public const int RedisSubscribeMilliseconds = 500;

    /// <summary>How long each step of connecting to Redis may take.</summary>
    public const int RedisConnectSeconds = 3;

    /// <summary>How often a fresh session looks whether its second connection is there too: it is a matter of a moment.</summary>
    public const int RedisHearingMilliseconds = 20;

    /// <summary>How often Redis is asked whether it is there.</summary>
    public const int RedisPulseSeconds = 1;

    /// <summary>How long a connection to Redis may be silent, though asked: beyond a long pause of Redis, not far beyond.</summary>
    public const int RedisSilenceSeconds = 5;

    /// <summary>How long readiness waits for an answer of Redis: less than probes wait for readiness.</summary>
    public const int RedisAnswerSeconds = 1;

    /// <summary>The first pause between two attempts to reach Redis; each next one is twice as long.</summary>
    public const int RedisRetryLeastMilliseconds = 250;

    /// <summary>The longest pause between two attempts to reach Redis: what its return may go unnoticed.</summary>
    public const int RedisRetryMostSeconds = 5;

    /// <summary>How often the log tells of the same trouble with single messages.</summary>
    public const int RedisGrievanceSeconds = 60;

    /// <summary>How long a subscriber may take no byte before it is let go, unless an operator says otherwise.</summary>
    public const int SlowSubscriberTimeoutSeconds = 30;

    /// <summary>How long a subscriber that was too slow may take to read its close frame.</summary>
    public const int CloseLingerSeconds = 60;

    /// <summary>Reactions of one socket that may wait for their acknowledgement; then the socket is not read.</summary>
    public const int SocketAppendsInFlight = 256;

    /// <summary>
    /// Bytes of what a client calls a reaction by: it is kept until the reaction is acknowledged, and a client that reads no
    /// acknowledgement has many of them kept.
    /// </summary>
    public const int RefBytes = 1024;

    /// <summary>
    /// How long the head of a request may take: devices send it in one packet, and who holds back the rest of it holds a
    /// connection. Bodies are held to Kestrel's 240 bytes a second, but for NDJSON, where a line an hour is fine.
    /// </summary>
    public const int HeadersSeconds = 15;

    /// <summary>
    /// Silence after which the kernel asks a connection's other side whether it is still there: one whose peer lost its power
    /// would stay for ever where nothing is sent to it.
    /// </summary>
    public const int TcpQuietSeconds = 120;

    /// <summary>How often it then asks again.</summary>
    public const int TcpAskAgainSeconds = 20;

    /// <summary>Questions without an answer after which the connection is gone: it may be away for a minute.</summary>
    public const int TcpQuestions = 4;

    /// <summary>Silence on an event stream before a comment is sent, so that proxies keep it open.</summary>
    public const int EventStreamHeartbeatSeconds = 15;

    /// <summary>
    /// Bytes that one connection may have waiting in the kernel unsent: two rounds. Without a bound the kernel takes four
    /// MiB for every subscriber that falls behind.
    /// </summary>
    public const int SocketUnsentBytes = 2 * PageBytes;

    /// <summary>How often a quiet socket is pinged; below the minute after which proxies tire.</summary>
    public const int SocketHeartbeatSeconds = 55;

    /// <summary>
    /// Pings in a row that a socket may leave unanswered; together longer than a slow subscriber is given to read its close
    /// frame.
    /// </summary>
    public const int SocketHeartbeatsMissed = 3;

    /// <summary>How long a client may take to answer a close frame that it has been sent.</summary>
    public const int CloseAnswerSeconds = 5;

    /// <summary>Bytes of acknowledgements that go out as one write.</summary>
    public const int AckBytes = 16 * 1024;

    /// <summary>How long a stopping instance takes to tell its subscribers, unless an operator says otherwise.</summary>
    public const int DrainSeconds = 3;

    /// <summary>The longest an operator may choose; what is in flight needs the rest of <see cref="LeaveSeconds"/>.</summary>
    public const int DrainMostSeconds = 5;

    /// <summary>How often a stopping instance tells some more of its subscribers.</summary>
    public const int DrainTickMilliseconds = 100;

    /// <summary>Subscribers told at a time at least: a handful is gone at once, whatever the time there is.</summary>
    public const int DrainLeastSubscribers = 20;

    /// <summary>
    /// From the last who are told to the stop of the server: SignalR does not tell when they have heard it, and a proxy drops
    /// connections that it has not used for a second, so that none carries a request when it is closed from here.
    /// </summary>
    public const int DrainGraceMilliseconds = 1500;

    /// <summary>How often a stopping instance looks whether it has taken all connections that were begun.</summary>
    public const int AcceptTickMilliseconds = 20;

    /// <summary>After that it closes its sockets all the same.</summary>
    public const int AcceptMilliseconds = 1000;

    /// <summary>From the signal to the end of the process, whatever hangs: orchestrators kill after ten.</summary>
    public const int LeaveSeconds = 9;

    /// <summary>Characters in the version of a dataset or a model.</summary>
    public const int VersionCharacters = 50;

    /// <summary>How long a database that is lost is tried again before the caller hears of it: a restart takes less.</summary>
    public const int DatabaseRetrySeconds = 10;

    /// <summary>How long connecting to a database may take.</summary>
    public const int DatabaseConnectSeconds = 5;

    /// <summary>How long a database may take for a statement; a connection that leads nowhere is noticed by it.</summary>
    public const int DatabaseCommandSeconds = 5;

    /// <summary>How long a database may take to cancel a statement that took too long.</summary>
    public const int DatabaseCancelMilliseconds = 500;

    /// <summary>How long a starting instance waits for its database to start.</summary>
    public const int DatabaseStartSeconds = 10;

    /// <summary>How long a starting instance waits for another one that migrates, and a migration may take.</summary>
    public const int DatabaseMigrationSeconds = 300;

    /// <summary>How long a readiness check may take; those who ask give up soon after.</summary>
    public const int ReadinessSeconds = 2;

    /// <summary>Entries a list answers when the caller does not say.</summary>
    public const int ListDefault = 100;

    /// <summary>Entries a list answers at most.</summary>
    public const int ListMaximum = 1000;

    /// <summary>Events in the log of the demo: hours of it, in some 25 MB.</summary>
    public const int DemoEvents = 100_000;

    /// <summary>
    /// How often an instance looks for experiments that were kept long enough: a look reads their table, and a minute more
    /// is nothing to what is kept for days.
    /// </summary>
    public const int RetentionSweepSeconds = 60;

    /// <summary>How many of them are found at once; their scenarios are in memory meanwhile.</summary>
    public const int RetentionPortion = 50;
}
