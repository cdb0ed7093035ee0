using System.Globalization;
using System.Net.Sockets;
using CrowdMind.Server.Tests.Hostile;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>Sends one random request after the other to a server, and holds every answer against its document.</summary>
public sealed class RandomRequestRun : IAsyncDisposable
{
    /// <summary>More is told by the first ones.</summary>
    private const int FaultsKept = 25;

    private readonly Uri _baseUri;
    private readonly int _seed;
    private readonly ApiDocument _document;
    private readonly AnswerCheck _check;
    private readonly Known _known;
    private readonly Random _chance;
    private readonly RequestMaker _maker;
    private readonly RequestSpoiler _spoiler;
    private readonly Queue<ApiOperation> _round = [];
    private readonly HashSet<string> _kinds = [];
    private readonly SortedDictionary<int, int> _statuses = [];
    private readonly HashSet<string> _succeeded = [];
    private readonly Func<string> _printed;
    private string _heard = "";
    private RawConnection? _connection;

    /// <summary>Makes ready.</summary>
    /// <param name="baseUri">Where the server is.</param>
    /// <param name="document">Its document.</param>
    /// <param name="seed">The same again gives the same requests, but for the ids that the server makes.</param>
    /// <param name="printed">What the server printed of late.</param>
    /// <param name="secrets">Texts that no answer may hold.</param>
    public RandomRequestRun(Uri baseUri, ApiDocument document, int seed, Func<string> printed, params string[] secrets)
    {
        (_baseUri, _document, _seed, _printed) = (baseUri, document, seed, printed);
        _chance = new Random(seed);
        _check = new AnswerCheck(document, secrets);
        _known = new Known(_chance);
        var files = new SampleFiles(_chance);
        _maker = new RequestMaker(_known, new SchemaSample(document, _known, _chance), files, _chance);
        _spoiler = new RequestSpoiler(_maker, files, _chance);
    }

    /// <summary>The credentials that requests come with, drawn anew for each, an empty one for none; null where none are asked for.</summary>
    public IReadOnlyList<string>? Credentials { get; init; }

    /// <summary>What was wrong, each kind once: the fault, the seed, the number and a command line.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The operations that never did what they are for.</summary>
    public IEnumerable<string> NeverReached => _document.Operations.Select(operation => operation.Id).Except(_succeeded);

    /// <summary>How often each status was answered.</summary>
    public override string ToString() => string.Join(", ", _statuses.Select(pair => $"{pair.Value} × {pair.Key}"));

    /// <summary>Sends so many requests, one after the other.</summary>
    public async Task RunAsync(int count)
    {
        for (var number = 1; number <= count && Faults.Count < FaultsKept; number++)
        {
            var draft = Next();
            try
            {
                var answer = await AskAsync(draft);
                Take(draft, answer, number);
            }
            catch (Exception broken) when (broken is IOException or OperationCanceledException or SocketException)
            {
                if (!draft.IsCutOff)
                    Note(draft, $"no answer: {broken.Message}", number);
                await HangUpAsync();
            }
        }
    }

    public async ValueTask DisposeAsync() => await HangUpAsync();

    /// <summary>Operations take turns in rounds, so that each has its share however many there are.</summary>
    private RequestDraft Next()
    {
        if (_round.Count == 0)
        {
            foreach (var operation in _document.Operations.OrderBy(_ => _chance.Next()).Where(one => one.Method != "DELETE" || _chance.OnceIn(3)))
                _round.Enqueue(operation);
        }

        var draft = _maker.Make(_round.Dequeue());
        return WithCredential(_chance.Next(10) switch
        {
            < 4 => draft,
            < 9 => _spoiler.Spoil(draft),
            _ => _spoiler.Nonsense(draft),
        });
    }

    private RequestDraft WithCredential(RequestDraft draft) => Credentials is not null && Credentials[_chance.Next(Credentials.Count)] is { Length: > 0 } one
        ? draft with { Headers = [.. draft.Headers, ("Authorization", $"Bearer {one}")] }
        : draft;

    private async Task<Answer> AskAsync(RequestDraft draft)
    {
        if (draft.NeedsOwnConnection)
            await HangUpAsync();
        var connection = _connection ??= await RawConnection.OpenAsync(_baseUri);
        await connection.TrySendAsync(draft.ToBytes(_baseUri.Authority));
        if (draft.IsCutOff)
            connection.Finish();
        var answer = await connection.ReadAnswerAsync(withBody: draft.Method != "HEAD");
        if (draft.NeedsOwnConnection || answer.MediaType == "text/event-stream" || answer.Header("Connection") == "close")
            await HangUpAsync();
        return answer;
    }

    private void Take(RequestDraft draft, Answer answer, int number)
    {
        _statuses[answer.Status] = _statuses.GetValueOrDefault(answer.Status) + 1;
        foreach (var fault in _check.Faults(draft, answer))
            Note(draft, fault, number);
        if (_printed() is var printed && printed != _heard)
            Note(draft, $"this or a request before had the server print: {(_heard = printed).Split('\n')[^1]}", number);
        if (answer.Status >= 300 || draft.IsElsewhere || !draft.Method.Equals(draft.Operation.Method, StringComparison.OrdinalIgnoreCase))
            return;
        _succeeded.Add(draft.Operation.Id);
        _known.Learn(draft.Operation, draft, answer);
    }

    private void Note(RequestDraft draft, string fault, int number)
    {
        // The first of its kind: a fault of one operation comes again and again.
        if (!_kinds.Add($"{draft.Operation.Id} {draft.Method} {fault.AsSpan(0, Math.Min(fault.Length, 60))}"))
            return;
        Faults.Add(string.Create(CultureInfo.InvariantCulture, $"{draft.Operation.Id}: {fault}\n  SEED={_seed}, request {number}: {Short(draft.ToCurl(_baseUri))}"));
    }

    private async Task HangUpAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
        _connection = null;
    }

    private static string Short(string command) => command.Length > 3000 ? command[..3000] + "…" : command;
}
