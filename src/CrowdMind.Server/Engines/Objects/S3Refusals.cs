using System.Net;
using Amazon.Runtime;
using Amazon.S3;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>What S3's refusals mean.</summary>
internal static class S3Refusals
{
    /// <summary>Whether a refusal may pass by itself; null for what is no refusal.</summary>
    public static bool? MayPass(Exception failure) => failure switch
    {
        AmazonServiceException refused => refused.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
        AmazonClientException => false,
        _ => null,
    };

    /// <summary>Whether it says that the object, or the part of it that was asked for, is not there. A HEAD names no code.</summary>
    public static bool IsAbsence(AmazonS3Exception refused) =>
        refused.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable
        || (refused.StatusCode == HttpStatusCode.NotFound && refused.ErrorCode != "NoSuchBucket");
}
