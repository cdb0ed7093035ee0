using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using CrowdMind.Objects;
using Microsoft.Net.Http.Headers;
using ByteRange = CrowdMind.Objects.ByteRange;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>
/// Objects in a bucket of S3, or of a store that speaks like it. A put comes into a temporary file first, so that its length
/// is known and it can be sent again; its SHA-256 is part of the request's signature, so the store checks what arrives.
/// </summary>
internal sealed class S3ObjectStore(
    S3Clients clients, string bucket, IncomingFolder incoming, RemoteCalls calls, TimeProvider time) : IObjectStore
{
    private const string ContentHash = "x-amz-content-sha256";

    public string Engine => "s3";

    public long LargestObject => Limits.S3ObjectBytes;

    /// <summary>Asks for one object of the bucket, whatever it is; unlike a HEAD, a refusal says why.</summary>
    public Task AskBucketAsync(CancellationToken cancellationToken) => calls.RunAsync(
        $"list the bucket {bucket}",
        token => clients.Calling.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, MaxKeys = 1 }, token),
        cancellationToken);

    public Task<IncomingFile?> ReceiveAsync(Stream source, long limit, CancellationToken cancellationToken) =>
        incoming.ReceiveAsync(source, limit, cancellationToken);

    public async Task<PutOutcome> PutAsync(ObjectKey key, IncomingFile file, CancellationToken cancellationToken)
    {
        if (file.Size > LargestObject)
            return new PutOutcome.TooLargeForStore(file.Size, LargestObject);
        await calls.SendAsync($"store {key}", (sent, token) => SendAsync(key, file, sent, token), cancellationToken);
        return new PutOutcome.Stored(file.Size, file.Sha256);
    }

    public Task<StoredObject?> FindAsync(ObjectKey key, CancellationToken cancellationToken) => IfThereAsync(
        $"find {key}",
        async token =>
        {
            var found = await clients.Calling.GetObjectMetadataAsync(bucket, key.Value, token);
            return new StoredObject(key, found.ContentLength, found.LastModified ?? default);
        },
        cancellationToken);

    public async Task<ObjectContent?> OpenAsync(ObjectKey key, ByteRange range, CancellationToken cancellationToken)
    {
        var reading = new S3Reading(clients.Calling, bucket, key, calls, time);
        if (range.Length > 0 && await IfThereAsync($"read {key}", token => reading.OpenAsync(range, token), cancellationToken) is { } content)
            return content;

        // Not there, or there but with nothing in the range.
        return await FindAsync(key, cancellationToken) is { } found && range.Within(found.Size) is { Length: 0 } nothing
            ? new ObjectContent(found, nothing, Stream.Null)
            : null;
    }

    public async Task<Uri?> SignUrlAsync(ObjectKey key, TimeSpan lifetime, string fileName, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is null)
            return null;
        var attachment = new ContentDispositionHeaderValue("attachment");
        attachment.SetHttpFileName(fileName);
        var request = new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = key.Value,
            Verb = HttpVerb.GET,
            Protocol = clients.SigningProtocol,
            Expires = (time.GetUtcNow() + lifetime).UtcDateTime,
            ResponseHeaderOverrides = { ContentDisposition = attachment.ToString() },
        };
        return new Uri(await clients.Signing.GetPreSignedURLAsync(request));
    }

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken) => calls.RunAsync(
        $"delete {key}", token => clients.Calling.DeleteObjectAsync(bucket, key.Value, token), cancellationToken);

    public async IAsyncEnumerable<StoredObject> ListAsync(
        ObjectFolder folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var request = new ListObjectsV2Request
            {
                BucketName = bucket,
                Prefix = folder.Prefix,
                MaxKeys = calls.Options.ListPage,
                ContinuationToken = next,
            };
            var page = await calls.RunAsync(
                $"list {folder.Prefix}", token => clients.Calling.ListObjectsV2Async(request, token), cancellationToken);
            foreach (var entry in page.S3Objects ?? [])
            {
                if (ObjectKey.TryParse(entry.Key, out var key))
                    yield return new StoredObject(key, entry.Size ?? 0, entry.LastModified ?? default);
            }

            next = page.NextContinuationToken;
        }
        while (next is not null);
    }

    private Task<PutObjectResponse> SendAsync(ObjectKey key, IncomingFile file, Action sent, CancellationToken cancellationToken)
    {
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = key.Value,
            InputStream = file.OpenRead(sent),
            ContentType = "application/octet-stream",

            // One body with one hash: chunks signed one by one are what compatible stores do not take.
            UseChunkEncoding = false,
        };
        request.Headers[ContentHash] = file.Sha256;
        return clients.Calling.PutObjectAsync(request, cancellationToken);
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
                catch (AmazonS3Exception absent) when (S3Refusals.IsAbsence(absent))
                {
                    return null;
                }
            },
            cancellationToken);
}
