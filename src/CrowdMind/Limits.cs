namespace CrowdMind;

/// <summary>The bounds of every queue, page and wait that an operator does not set, each with its reason.</summary>
public static class Limits
{
    /// <summary>Levels of nesting in JSON that comes in: what System.Text.Json allows by default, ample for a payload.</summary>
    public const int JsonDepth = 64;

    /// <summary>What a reaction may weigh beyond its payload: ids, member names, white space.</summary>
    public const int EnvelopeBytes = 4 * 1024;

    /// <summary>Characters in a name.</summary>
    public const int NameCharacters = 255;

    /// <summary>Bytes of a request body that is neither a reaction nor a batch: a scenario or traits.</summary>
    public const int DocumentBytes = 1024 * 1024;

    /// <summary>Reactions in one JSON batch; more come as NDJSON.</summary>
    public const int BatchReactions = 1000;

    /// <summary>Bytes of a JSON batch, beyond what one reaction may weigh.</summary>
    public const int BatchBytes = 8 * 1024 * 1024;

    /// <summary>Reactions from one NDJSON body that share an append: big enough to spread the cost of a commit.</summary>
    public const int ChunkReactions = 1000;

    /// <summary>Bytes from one NDJSON body that share an append; what one upload holds in memory.</summary>
    public const int ChunkBytes = 512 * 1024;

    /// <summary>Bytes waiting for the log writer, all publishers together; beyond it they wait.</summary>
    public const long AppendQueueBytes = 32 * 1024 * 1024;

    /// <summary>Appends waiting for the log writer, whatever they weigh.</summary>
    public const int AppendQueueLength = 16 * 1024;

    /// <summary>How long a publisher waits for room in the queue before it is told to come back.</summary>
    public const int AppendQueueWaitSeconds = 3;

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

    /// <summary>How long a subscriber may take no byte before it is let go, unless an operator says otherwise.</summary>
    public const int SlowSubscriberTimeoutSeconds = 30;

    /// <summary>How long a subscriber that was too slow may take to read its close frame.</summary>
    public const int CloseLingerSeconds = 60;

    /// <summary>Reactions of one socket that may wait for their acknowledgement; then the socket is not read.</summary>
    public const int SocketAppendsInFlight = 256;

    /// <summary>Silence on an event stream before a comment is sent, so that proxies keep it open.</summary>
    public const int EventStreamHeartbeatSeconds = 15;

    /// <summary>How often a quiet socket is pinged; below the minute after which proxies tire.</summary>
    public const int SocketHeartbeatSeconds = 45;

    /// <summary>
    /// Pings in a row that a socket may leave unanswered; together longer than a slow subscriber is given to read its close
    /// frame.
    /// </summary>
    public const int SocketHeartbeatsMissed = 3;

    /// <summary>How long a client may take to answer a close frame that it has been sent.</summary>
    public const int CloseAnswerSeconds = 5;

    /// <summary>Bytes of acknowledgements that go out as one write.</summary>
    public const int AckBytes = 16 * 1024;

    /// <summary>What a stopping instance gives its subscribers to hear of it; SignalR does not tell when they have.</summary>
    public const int DrainMilliseconds = 500;

    /// <summary>How long a stopping instance lets appends and closing handshakes finish.</summary>
    public const int ShutdownSeconds = 8;

    /// <summary>Labels of a dataset: classes, each of which keeps a profile of every field.</summary>
    public const int Labels = 100;

    /// <summary>Fields of a schema: columns that a row, a profile and a flat table have to carry.</summary>
    public const int Fields = 500;

    /// <summary>Objects and lists inside one another in a schema.</summary>
    public const int FieldDepth = 8;

    /// <summary>Values or templates that one field chooses from.</summary>
    public const int Choices = 10_000;

    /// <summary>Words of one generated text.</summary>
    public const int Words = 1000;

    /// <summary>Items of one generated list.</summary>
    public const int Items = 1000;

    /// <summary>Entries a list answers when the caller does not say.</summary>
    public const int ListDefault = 100;

    /// <summary>Entries a list answers at most.</summary>
    public const int ListMaximum = 1000;
}
