using Amazon.S3;
using Amazon.S3.Model;
using CrowdMind.Objects;
using ByteRange = CrowdMind.Objects.ByteRange;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>One object being read from S3, over as many connections as it takes.</summary>
internal sealed class S3Reading(IAmazonS3 client, string bucket, ObjectKey key, RemoteCalls calls, TimeProvider time)
{
    private string? _tag;

    /// <summary>Opens a part of the object.</summary>
    /// <exception cref="AmazonS3Exception">It is not there, or has nothing of the part.</exception>
    public async Task<ObjectContent> OpenAsync(ByteRange range, CancellationToken cancellationToken)
    {
        var response = await GetAsync(range, cancellationToken);
        _tag = response.ETag;
        var size = SizeOf(response);
        var part = range.Within(size);
        var bytes = new ResumingStream(
            $"read {key}", response.ResponseStream, part.Length, (done, token) => ResumeAsync(part, done, token), calls, time);
        return new ObjectContent(new StoredObject(key, size, response.LastModified ?? default), part, bytes);
    }

    private Task<Stream> ResumeAsync(ByteRange part, long done, CancellationToken cancellationToken) => calls.RunAsync(
        $"read {key}",
        async token =>
        {
            var response = await GetAsync(new ByteRange(part.Offset + done, part.Length - done), token);
            if (response.ETag == _tag)
                return response.ResponseStream;
            response.Dispose();
            throw calls.Unavailable($"read {key} to its end", new IOException("The object was replaced meanwhile."));
        },
        cancellationToken);

    private Task<GetObjectResponse> GetAsync(ByteRange range, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = bucket, Key = key.Value };
        if (range != ByteRange.All)
        {
            request.ByteRange = range.Length > long.MaxValue - range.Offset
                ? new($"bytes={range.Offset}-")
                : new(range.Offset, range.Offset + range.Length - 1);
        }

        return client.GetObjectAsync(request, cancellationToken);
    }

    /// <summary>The whole object's size: of a part it stands behind the slash of <c>bytes 0-9/100</c>.</summary>
    private static long SizeOf(GetObjectResponse response) =>
        response.ContentRange is { } range
        && long.TryParse(range.AsSpan(range.IndexOf('/', StringComparison.Ordinal) + 1), out var size)
            ? size
            : response.ContentLength;
}
