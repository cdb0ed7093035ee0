using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace CrowdMind.TestKit.Servers.Objects;

/// <summary>Checks the AWS Signature Version 4 of a request, in its header or in its query, as Amazon S3 documents it.</summary>
internal static partial class S3Signature
{
    public const string ContentHash = "x-amz-content-sha256";

    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The code of S3's refusal; null when the signature is good.</summary>
    public static string? Refusal(HttpRequest request)
    {
        var inQuery = request.Query.ContainsKey("X-Amz-Signature");
        var match = HeaderPattern().Match(request.Headers.Authorization.ToString());
        if (!inQuery && !match.Success)
            return "AccessDenied";
        var credential = (inQuery ? request.Query["X-Amz-Credential"].ToString() : match.Groups["credential"].Value).Split('/', 2);
        var signed = (inQuery ? request.Query["X-Amz-SignedHeaders"].ToString() : match.Groups["headers"].Value).Split(';');
        var given = inQuery ? request.Query["X-Amz-Signature"].ToString() : match.Groups["signature"].Value;
        var stamp = inQuery ? request.Query["X-Amz-Date"].ToString() : request.Headers["x-amz-date"].ToString();
        var hash = inQuery ? "UNSIGNED-PAYLOAD" : request.Headers[ContentHash].ToString();
        if (credential[0] != S3Server.AccessKey)
            return "InvalidAccessKeyId";
        if (!signed.Contains("host") || Signature(request, credential[1], signed, stamp, hash) != given)
            return "SignatureDoesNotMatch";
        var at = DateTimeOffset.ParseExact(stamp, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (inQuery)
            return DateTimeOffset.UtcNow < at.AddSeconds(int.Parse(request.Query["X-Amz-Expires"]!, CultureInfo.InvariantCulture)) ? null : "AccessDenied";
        return (DateTimeOffset.UtcNow - at).Duration() < TimeSpan.FromMinutes(15) ? null : "RequestTimeTooSkewed";
    }

    private static string Signature(HttpRequest request, string scope, string[] signed, string stamp, string hash)
    {
        var query = string.Join('&', request.Query
            .Where(one => one.Key != "X-Amz-Signature")
            .Select(one => (Name: Uri.EscapeDataString(one.Key), Value: Uri.EscapeDataString(one.Value.ToString())))
            .OrderBy(one => one.Name, StringComparer.Ordinal)
            .Select(one => $"{one.Name}={one.Value}"));
        var headers = string.Concat(signed.Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n"));
        var canonical = $"{request.Method}\n{request.Path.ToUriComponent()}\n{query}\n{headers}\n{string.Join(';', signed)}\n{hash}";
        var text = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + S3Server.SecretKey), Hmac);
        return Hex(Hmac(key, text));
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    [GeneratedRegex(@"^AWS4-HMAC-SHA256 Credential=(?<credential>[^,]+), *SignedHeaders=(?<headers>[^,]+), *Signature=(?<signature>\w+)$")]
    private static partial Regex HeaderPattern();
}
