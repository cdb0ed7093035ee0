using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>The clients of one S3 bucket: one that calls, and one that signs URLs for the address that clients use.</summary>
internal sealed class S3Clients : IDisposable
{
    public S3Clients(S3Options options)
    {
        var keys = new BasicAWSCredentials(options.AccessKey, options.SecretKey);
        Calling = new AmazonS3Client(keys, Configure(options.Endpoint, options.Region));
        Signing = new AmazonS3Client(keys, Configure(options.PublicEndpoint ?? options.Endpoint, options.Region));
        SigningProtocol = (options.PublicEndpoint ?? options.Endpoint)?.Scheme == Uri.UriSchemeHttp ? Protocol.HTTP : Protocol.HTTPS;
    }

    /// <summary>Makes the calls.</summary>
    public IAmazonS3 Calling { get; }

    /// <summary>Signs URLs, which takes no call.</summary>
    public IAmazonS3 Signing { get; }

    /// <summary>The scheme of signed URLs: the endpoint's, also where it is plain HTTP.</summary>
    public Protocol SigningProtocol { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Calling.Dispose();
        Signing.Dispose();
    }

    private static AmazonS3Config Configure(Uri? endpoint, string region)
    {
        var config = new AmazonS3Config
        {
            // Other than Amazon's own, few stores know the checksums that the SDK would add.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,

            // RemoteCalls tries again and has the deadlines; twice would multiply.
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (endpoint is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        else
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = region;
            config.ForcePathStyle = true;
        }

        return config;
    }
}
