namespace CrowdMind.Server.Engines.Objects;

/// <summary>Where an S3 bucket is, as the operator says.</summary>
/// <param name="Endpoint"><c>S3_ENDPOINT</c>: the address of an S3-compatible store; none for Amazon's own.</param>
/// <param name="PublicEndpoint"><c>S3_PUBLIC_ENDPOINT</c>: the store's address for clients, where it is another.</param>
/// <param name="Region"><c>S3_REGION</c>.</param>
/// <param name="Bucket"><c>S3_BUCKET</c>.</param>
/// <param name="AccessKey"><c>S3_ACCESS_KEY</c>.</param>
/// <param name="SecretKey"><c>S3_SECRET_KEY</c>.</param>
internal sealed record S3Options(
    Uri? Endpoint, Uri? PublicEndpoint, string Region, string Bucket, string AccessKey, string SecretKey)
{
    /// <summary>Where it is, for people.</summary>
    public string Place => Endpoint?.ToString() ?? $"Amazon S3 in {Region}";

    /// <summary>Without the secret key.</summary>
    public override string ToString() => $"{Place} bucket {Bucket}";
}
