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

    /// <summary>MiB of an upload, unless an operator says otherwise: ten times what the devices meant here hold.</summary>
    public const int UploadMb = 20;

    /// <summary>The most an operator may choose: FlatBuffers end at 2 GiB.</summary>
    public const int UploadMostMb = 2047;

    /// <summary>Bytes of a form beside its file: boundaries, headers, fields that nobody reads.</summary>
    public const int FormBytes = 64 * 1024;

    /// <summary>Labels of a model; image classifiers have up to 22,000.</summary>
    public const int ModelLabels = 50_000;

    /// <summary>Characters in a model's description: a page.</summary>
    public const int DescriptionCharacters = 4000;

    /// <summary>Bytes of a model's metrics: hundreds of numbers; longer series belong beside the trainer.</summary>
    public const int MetricsBytes = 64 * 1024;

    /// <summary>Characters in an alias: a word.</summary>
    public const int AliasCharacters = 50;

    /// <summary>How often an instance says that an upload is still on its way to the object store.</summary>
    public const int UploadPulseSeconds = 2;

    /// <summary>How long it may not say so until the upload is given up: the instance is gone.</summary>
    public const int UploadSilenceSeconds = 10;

    /// <summary>The shortest life of a download's URL, so that a slow device gets to use it.</summary>
    public const int DownloadLeastSeconds = 60;

    /// <summary>The longest life of a download's URL: a day.</summary>
    public const int DownloadMostSeconds = 24 * 60 * 60;

    /// <summary>The life of a download's URL when the caller does not say.</summary>
    public const int DownloadSeconds = 60 * 60;

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

    /// <summary>From the last who are told to the stop of the server; SignalR does not tell when they have heard it.</summary>
    public const int DrainGraceMilliseconds = 500;

    /// <summary>From the signal to the end of the process, whatever hangs: orchestrators kill after ten.</summary>
    public const int LeaveSeconds = 9;

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

    /// <summary>Rows of one call to generate, unless an operator says otherwise.</summary>
    public const int GenerateRows = 1_000_000;

    /// <summary>
    /// Rows that are made by one core at a time: what a block costs beside its rows (a thread, a profile that is merged) is
    /// then little. A multiple of the rows whose splits are planned together.
    /// </summary>
    public const int BlockRows = 4000;

    /// <summary>Bytes of lines that are packed at a time; what a block being made holds unpacked.</summary>
    public const int BlockBytes = 64 * 1024;

    /// <summary>Rows in a segment at most, but for the rest of its last block; what a preview may have to unpack.</summary>
    public const int SegmentRows = 50_000;

    /// <summary>Bytes of a segment's file, but for the rest of its last block: in memory until it is stored, and small to any store.</summary>
    public const int SegmentBytes = 4 * 1024 * 1024;

    /// <summary>MiB of an uploaded version, unless an operator says otherwise: what a data frame of a laptop holds.</summary>
    public const int DatasetUploadMb = 2048;

    /// <summary>The most an operator may choose: a TiB; the store may take less.</summary>
    public const int DatasetUploadMostMb = 1024 * 1024;

    /// <summary>Bytes of a line of an uploaded file; what reading one may hold in memory.</summary>
    public const int FileLineBytes = 8 * 1024 * 1024;

    /// <summary>Faults of an uploaded file that are told: enough to see what is systematic.</summary>
    public const int FileFaults = 10;

    /// <summary>Bytes of lines that are taken from a file before they are packed, beyond the last row.</summary>
    public const int ImportBlockBytes = 1024 * 1024;

    /// <summary>Generations that an instance runs at once; each uses all cores.</summary>
    public const int GenerationsAtOnce = 2;

    /// <summary>Generations that an instance runs or holds waiting; more are told to come back.</summary>
    public const int GenerationsWaiting = 64;

    /// <summary>How often a generation tells how far it is.</summary>
    public const int JobReportMilliseconds = 500;

    /// <summary>How long a job may go without a report until it is given up: its instance is gone.</summary>
    public const int JobSilenceSeconds = 10;

    /// <summary>How often an instance looks for jobs and deletions that were left unfinished.</summary>
    public const int SweepSeconds = 5;

    /// <summary>How long a job that ended can still be asked for.</summary>
    public const int JobMemoryHours = 24;

    /// <summary>How often those who watch a dataset are told of its jobs, at most.</summary>
    public const int ProgressMilliseconds = 500;

    /// <summary>Datasets that one hub connection may watch.</summary>
    public const int WatchedDatasets = 100;

    /// <summary>Agents that one hub connection may watch: a crowd on one dashboard.</summary>
    public const int WatchedAgents = 1000;

    /// <summary>How often watched agents are looked up, for what other instances changed.</summary>
    public const int AgentsCheckSeconds = 1;

    /// <summary>Agents whose changes are read at once; each may ask the object store for a URL.</summary>
    public const int AgentReadingsAtOnce = 8;

    /// <summary>Operators that an agent may declare: the TFLite schema has a little over 200.</summary>
    public const int SupportedOperators = 500;

    /// <summary>Characters of what an agent says went wrong.</summary>
    public const int ReportCharacters = 1000;

    /// <summary>Experiments that an agent is told of when it starts: a device takes part in one or a few.</summary>
    public const int BootExperiments = 100;

    /// <summary>The largest seed: what a number in JSON holds exactly in every language (2^53 - 1).</summary>
    public const long LargestSeed = (1L << 53) - 1;

    /// <summary>Characters in the version of a dataset or a model.</summary>
    public const int VersionCharacters = 50;

    /// <summary>Certificates that an instance remembers; one is computed in a fraction of a second.</summary>
    public const int Certificates = 256;

    /// <summary>Bytes of rows that one preview answers at most; the row that reaches it is the last.</summary>
    public const int PreviewBytes = 8 * 1024 * 1024;

    /// <summary>Tables and numbers read of a model's graph, as words of four bytes: ten times what large models have, some ms.</summary>
    public const int TfliteWords = 1_000_000;

    /// <summary>Words that a small model's file may come to, whatever its length: writers let equal parts share their place.</summary>
    public const int TfliteLeastWords = 16 * 1024;

    /// <summary>Subgraphs of a model, its kinds of operators, inputs, outputs, metadata entries, packed files: of each.</summary>
    public const int TfliteParts = 1000;

    /// <summary>Dimensions of a tensor; runtimes have kernels for eight at most.</summary>
    public const int TfliteDimensions = 32;

    /// <summary>Bytes of one tensor: more than any device has, and so few that sums of them stay within 64 bits.</summary>
    public const long TfliteTensorBytes = 1L << 40;

    /// <summary>Bytes of a name in a model's signature; what is longer is cut. Converters join names of fused operators.</summary>
    public const int TfliteTextBytes = 4 * 1024;

    /// <summary>Bytes of a model's signature, about: it is a column in the registry, and part of every answer.</summary>
    public const int TfliteSignatureBytes = 1024 * 1024;

    /// <summary>Comparisons spent on planning a model's arena, a ms or two: enough for 1,400 activations.</summary>
    public const int TflitePlanSteps = 1_000_000;

    /// <summary>Bytes of a label file that is packed in a model, unpacked; a longer one is left alone.</summary>
    public const int TfliteLabelBytes = 256 * 1024;

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
}
