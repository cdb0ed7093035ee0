using System.Text;
using System.Text.Json;

namespace CrowdMind.Server.Tests.Requests;

/// <summary>What the server answered to one request, read whole.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">All headers by name, without regard to case; several of one name are joined by commas.</param>
/// <param name="Body">The bytes of the body.</param>
public sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public string Text => Strict.GetString(Body);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public string? MediaType => Header("Content-Type")?.Split(';')[0].Trim();

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The answer itself, when it has the expected status.</summary>
    public Answer Expect(int status)
    {
        Assert.True(Status == status, $"{status} was expected, but it was {Status}: {Excerpt()}");
        return this;
    }

    private string Excerpt() => Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 600)));

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(one => one.Key, one => string.Join(", ", one.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync());
    }
}
