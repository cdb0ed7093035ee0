using Amazon.Runtime;
using CrowdMind.Objects;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>Finds out at the start whether the bucket can be used, and says which setting is wrong.</summary>
internal sealed class S3Start(S3Options options, S3ObjectStore store, IncomingFolder incoming)
{
    /// <summary>Enough of the access key to know it again.</summary>
    private string Masked => options.AccessKey[..Math.Min(4, options.AccessKey.Length)] + "***";

    /// <summary>Asks for the bucket, and opens the folder of what is on its way there.</summary>
    /// <exception cref="SettingException">One of them cannot be used.</exception>
    public Task OpenAsync(CancellationToken cancellationToken)
    {
        incoming.Open();
        return AskAsync(cancellationToken);
    }

    /// <summary>Asks for the bucket.</summary>
    /// <exception cref="SettingException">It cannot be used.</exception>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.AskBucketAsync(cancellationToken);
        }
        catch (ObjectStoreUnavailableException failure)
        {
            throw failure.InnerException is AmazonServiceException refused ? Explain(refused) : Unreachable(failure.InnerException);
        }
    }

    private SettingException Explain(AmazonServiceException refused) => refused.ErrorCode switch
    {
        "NoSuchBucket" or "InvalidBucketName" => new(
            "S3_BUCKET", options.Bucket, $"it must be a bucket of {options.Place}; make it there first"),
        "InvalidAccessKeyId" => new("S3_ACCESS_KEY", Masked, $"it must be an access key that {options.Place} knows"),
        "SignatureDoesNotMatch" => new("S3_SECRET_KEY", "***", $"it must be the secret of the access key {Masked}"),
        "AccessDenied" or "AllAccessDisabled" => new(
            "S3_ACCESS_KEY", Masked, $"it must be allowed to list, read and write the bucket {options.Bucket}"),
        "AuthorizationHeaderMalformed" or "PermanentRedirect" or "IllegalLocationConstraintException" => new(
            "S3_REGION", options.Region, $"it must be the region of the bucket {options.Bucket}. {Without(refused)}"),
        _ => Unreachable(refused),
    };

    private SettingException Unreachable(Exception? failure) => options.Endpoint is { } endpoint
        ? new("S3_ENDPOINT", endpoint.ToString(), $"it must be the address of an S3 store that answers. {Without(failure)}")
        : new("S3_REGION", options.Region, $"it must be a region in which Amazon S3 answers. {Without(failure)}");

    private static string Without(Exception? failure) => failure?.Message.TrimEnd('.') ?? "It did not answer";
}
