namespace CrowdMind.Server.Tests.Requests;

/// <summary>Somebody who knows a URL and nothing else.</summary>
internal static class Anybody
{
    public static async Task<Answer> GetAsync(Uri url, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}
