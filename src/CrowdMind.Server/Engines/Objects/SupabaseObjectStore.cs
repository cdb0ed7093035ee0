using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using CrowdMind.Objects;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>
/// Objects in a bucket of Supabase Storage. A put comes into a temporary file first, so that its length is known and it can
/// be sent again.
/// </summary>
internal sealed class SupabaseObjectStore(
    SupabaseApi api, string bucket, IncomingFolder incoming, RemoteCalls calls, TimeProvider time) : IObjectStore
{
    public string Engine => "supabase";

    /// <summary>The bucket's <c>file_size_limit</c>, as it was seen last.</summary>
    public long LargestObject { get; private set; } = long.MaxValue;

    /// <summary>Asks for the bucket, and takes over its limit.</summary>
    public async Task<SupabaseBucket> FindBucketAsync(CancellationToken cancellationToken)
    {
        var found = await calls.RunAsync(
            $"find the bucket {bucket}",
            token => AskAsync(HttpMethod.Get, $"bucket/{bucket}", SupabaseJson.Default.SupabaseBucket, token),
            cancellationToken);
        LargestObject = found.FileSizeLimit ?? long.MaxValue;
        return found;
    }

    public Task<IncomingFile?> ReceiveAsync(Stream source, long limit, CancellationToken cancellationToken) =>
        incoming.ReceiveAsync(source, limit, cancellationToken);

    public async Task<PutOutcome> PutAsync(ObjectKey key, IncomingFile file, CancellationToken cancellationToken) =>
        file.Size > LargestObject
            ? new PutOutcome.TooLargeForStore(file.Size, LargestObject)
            : await calls.SendAsync($"store {key}", (sent, token) => SendAsync(key, file, sent, token), cancellationToken);

    public Task<StoredObject?> FindAsync(ObjectKey key, CancellationToken cancellationToken) => IfThereAsync(
        $"find {key}",
        async token =>
        {
            var facts = await AskAsync(HttpMethod.Get, $"object/info/{bucket}/{key}", SupabaseJson.Default.SupabaseObject, token);
            return new StoredObject(key, facts.Size, facts.LastModified);
        },
        cancellationToken);

    public async Task<ObjectContent?> OpenAsync(ObjectKey key, ByteRange range, CancellationToken cancellationToken)
    {
        var reading = new SupabaseReading(api, bucket, key, calls, time);
        if (range.Length > 0 && await IfThereAsync($"read {key}", token => reading.OpenAsync(range, token), cancellationToken) is { } content)
            return content;

        // Not there, or there but with nothing in the range.
        return await FindAsync(key, cancellationToken) is { } found && range.Within(found.Size) is { Length: 0 } nothing
            ? new ObjectContent(found, nothing, Stream.Null)
            : null;
    }

    public async Task<Uri?> SignUrlAsync(ObjectKey key, TimeSpan lifetime, string fileName, CancellationToken cancellationToken)
    {
        var body = new SupabaseSignRequest((long)Math.Ceiling(lifetime.TotalSeconds));
        var signed = await IfThereAsync(
            $"sign a URL for {key}",
            async token =>
            {
                using var request = SupabaseApi.Json(
                    HttpMethod.Post, $"object/sign/{bucket}/{key}", body, SupabaseJson.Default.SupabaseSignRequest);
                return await api.AskAsync(request, SupabaseJson.Default.SupabaseSignResponse, token);
            },
            cancellationToken);

        // It is relative, begins with a slash, and lacks the storage's own path.
        return signed is null
            ? null
            : new Uri(api.Root, $"{signed.SignedUrl.TrimStart('/')}&download={Uri.EscapeDataString(fileName)}");
    }

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken) => calls.RunAsync(
        $"delete {key}",
        async token =>
        {
            using var request = SupabaseApi.Json(
                HttpMethod.Delete, $"object/{bucket}", new([key.Value]), SupabaseJson.Default.SupabaseDeleteRequest);
            using var response = await api.SendAsync(request, token);
            return true;
        },
        cancellationToken);

    public async IAsyncEnumerable<StoredObject> ListAsync(
        ObjectFolder folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // It lists one folder at a time, a page at a time.
        var open = new Stack<string>([folder.Prefix]);
        while (open.TryPop(out var prefix))
        {
            for (var offset = 0; ; offset += calls.Options.ListPage)
            {
                var page = await ListPageAsync(prefix, offset, cancellationToken);
                foreach (var entry in page)
                {
                    if (entry.Id is null)
                        open.Push($"{prefix}{entry.Name}/");
                    else if (ObjectKey.TryParse(prefix + entry.Name, out var key))
                        yield return new StoredObject(key, entry.Metadata?.Size ?? 0, entry.UpdatedAt ?? default);
                }

                if (page.Count < calls.Options.ListPage)
                    break;
            }
        }
    }

    private async Task<PutOutcome> SendAsync(ObjectKey key, IncomingFile file, Action sent, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"object/{bucket}/{key}");
        request.Content = new StreamContent(file.OpenRead(sent), Limits.ObjectBufferBytes);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(SupabaseStart.ContentType);
        request.Headers.Add("x-upsert", "true");
        try
        {
            using var response = await api.SendAsync(request, cancellationToken);
            return new PutOutcome.Stored(file.Size, file.Sha256);
        }
        catch (SupabaseRefusalException tooLarge) when (tooLarge.Status == HttpStatusCode.RequestEntityTooLarge)
        {
            // The project has a limit of its own, which no call tells.
            return new PutOutcome.TooLargeForStore(file.Size, Limit: null);
        }
    }

    private Task<IReadOnlyList<SupabaseEntry>> ListPageAsync(string prefix, int offset, CancellationToken cancellationToken) =>
        calls.RunAsync(
            $"list {prefix}",
            async token =>
            {
                using var request = SupabaseApi.Json(
                    HttpMethod.Post, $"object/list/{bucket}", new(prefix, calls.Options.ListPage, offset), SupabaseJson.Default.SupabaseListRequest);
                return await api.AskAsync(request, SupabaseJson.Default.IReadOnlyListSupabaseEntry, token);
            },
            cancellationToken);

    private async Task<T> AskAsync<T>(
        HttpMethod method, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(method, path);
        return await api.AskAsync(request, type, cancellationToken);
    }

    /// <summary>Makes a call about an object; null when it is not there.</summary>
    private Task<T?> IfThereAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : class => calls.RunAsync<T?>(
            what,
            async token =>
            {
                try
                {
                    return await call(token);
                }
                catch (SupabaseRefusalException absent) when (absent.IsAbsence)
                {
                    return null;
                }
            },
            cancellationToken);
}
