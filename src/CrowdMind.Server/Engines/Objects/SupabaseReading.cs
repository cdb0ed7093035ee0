using System.Net.Http.Headers;
using CrowdMind.Objects;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>One object being read from Supabase Storage, over as many connections as it takes.</summary>
internal sealed class SupabaseReading(SupabaseApi api, string bucket, ObjectKey key, RemoteCalls calls, TimeProvider time)
{
    private EntityTagHeaderValue? _tag;

    /// <summary>Opens a part of the object.</summary>
    /// <exception cref="SupabaseRefusalException">It is not there, or has nothing of the part.</exception>
    public async Task<ObjectContent> OpenAsync(ByteRange range, CancellationToken cancellationToken)
    {
        var response = await GetAsync(range, cancellationToken);
        var headers = response.Content.Headers;
        _tag = response.Headers.ETag;
        var size = headers.ContentRange?.Length ?? headers.ContentLength ?? 0;
        var part = range.Within(size);
        var bytes = new ResumingStream(
            $"read {key}",
            await response.Content.ReadAsStreamAsync(cancellationToken),
            part.Length,
            (done, token) => ResumeAsync(part, done, token),
            calls,
            time);
        return new ObjectContent(new StoredObject(key, size, headers.LastModified ?? default), part, bytes);
    }

    private Task<Stream> ResumeAsync(ByteRange part, long done, CancellationToken cancellationToken) => calls.RunAsync(
        $"read {key}",
        async token =>
        {
            var response = await GetAsync(new ByteRange(part.Offset + done, part.Length - done), token);
            if (Equals(response.Headers.ETag, _tag))
                return await response.Content.ReadAsStreamAsync(token);
            response.Dispose();
            throw calls.Unavailable($"read {key} to its end", new IOException("The object was replaced meanwhile."));
        },
        cancellationToken);

    private async Task<HttpResponseMessage> GetAsync(ByteRange range, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"object/authenticated/{bucket}/{key}");
        if (range != ByteRange.All)
            request.Headers.Range = new RangeHeaderValue(range.Offset, Last(range));
        return await api.SendAsync(request, cancellationToken);
    }

    private static long? Last(ByteRange range) =>
        range.Length > long.MaxValue - range.Offset ? null : range.Offset + range.Length - 1;
}
