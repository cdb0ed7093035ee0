using System.Globalization;
using System.Net;
using System.Text.Json;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>
/// What Supabase Storage refused. Nearly every refusal comes as HTTP 400; what it means stands in the body's
/// <c>statusCode</c>, a number in a string.
/// </summary>
/// <param name="status">What it means, as an HTTP status.</param>
/// <param name="message">What it says.</param>
/// <param name="isSupabase">Whether it is an answer as Supabase gives them, not that of something in between.</param>
internal sealed class SupabaseRefusalException(HttpStatusCode status, string message, bool isSupabase) : Exception(message)
{
    /// <summary>What it means.</summary>
    public HttpStatusCode Status => status;

    /// <summary>Whether it is an answer as Supabase gives them.</summary>
    public bool IsSupabase => isSupabase;

    /// <summary>Whether it says that the object, or the part of it that was asked for, is not there.</summary>
    public bool IsAbsence => isSupabase && status is HttpStatusCode.NotFound or HttpStatusCode.RequestedRangeNotSatisfiable;

    /// <summary>Whether a refusal may pass by itself; null for what is no refusal.</summary>
    public static bool? MayPass(Exception failure) => failure is SupabaseRefusalException refused
        ? refused.Status is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
        : null;

    /// <summary>Reads the refusal in an answer.</summary>
    public static async Task<SupabaseRefusalException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var head = new byte[4096];
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return Read(response.StatusCode, head.AsMemory(0, length));
    }

    private static SupabaseRefusalException Read(HttpStatusCode outer, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var message = Text(json.RootElement, "message");
            var code = Text(json.RootElement, "statusCode");
            var status = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? (HttpStatusCode)number
                : outer;
            return new(status, $"It answered {(int)status}: {message ?? "no message"}.", isSupabase: code is not null);
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            return new(outer, $"It answered {(int)outer}, not in Supabase's manner.", isSupabase: false);
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.ToString() : null;
}
