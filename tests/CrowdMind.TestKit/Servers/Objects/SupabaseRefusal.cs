using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CrowdMind.TestKit.Servers.Objects;

/// <summary>A refusal as Supabase Storage words it: HTTP 400 nearly always, and the meaning in the body.</summary>
internal sealed class SupabaseRefusal(int status, string code, string message) : Exception(message)
{
    public static SupabaseRefusal NoSuchBucket => new(404, "NoSuchBucket", "Bucket not found");

    public static SupabaseRefusal NoSuchKey => new(404, "NoSuchKey", "Object not found");

    public static SupabaseRefusal InvalidKey(string key) => new(400, "InvalidKey", $"Invalid key: {key}");

    public static SupabaseRefusal AccessDenied(string message) => new(403, "AccessDenied", message);

    public static SupabaseRefusal TooLarge => new(413, "EntityTooLarge", "The object exceeded the maximum allowed size");

    public static SupabaseRefusal Invalid(string message) => new(400, "InvalidRequest", message);

    public static Task AnswerAsync(HttpContext context, int status) =>
        new SupabaseRefusal(status, status.ToString(CultureInfo.InvariantCulture), "As the test asked.").AnswerAsync(context);

    public Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = status >= 500 ? status : StatusCodes.Status400BadRequest;
        var body = new { statusCode = status.ToString(CultureInfo.InvariantCulture), error = code, message = Message, code };
        return context.Response.WriteAsJsonAsync(body);
    }
}
