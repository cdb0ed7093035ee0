using System.Text.Json;

namespace CrowdMind.Server.Tests.Requests;

/// <summary>What every refusal looks like, whoever was refused and why.</summary>
public static class Problems
{
    /// <summary>Holds that the answer is a problem of this status whose words mention what was wrong.</summary>
    /// <returns>The document.</returns>
    public static JsonElement ExpectProblem(this Answer answer, int status, params string[] mentions)
    {
        answer.Expect(status);
        Assert.Equal("application/problem+json", answer.MediaType);
        var problem = answer.Json;
        Assert.NotEqual("", problem.GetProperty("type").GetString());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        var detail = problem.GetProperty("detail").GetString()!;
        var error = problem.GetProperty("error");
        Assert.Equal(status, error.GetProperty("status_code").GetInt32());
        var message = error.GetProperty("message").GetString()!;
        Assert.False(string.IsNullOrWhiteSpace(detail), "the problem has no detail");
        Assert.False(string.IsNullOrWhiteSpace(message), "the error has no message");
        foreach (var mention in mentions)
            Assert.Contains(mention, message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
        return problem;
    }

    /// <summary>Holds that the problem's member <c>errors</c> blames this field.</summary>
    public static JsonElement Blaming(this JsonElement problem, string field)
    {
        var errors = problem.GetProperty("errors");
        Assert.True(errors.TryGetProperty(field, out var reasons), $"errors does not name {field}: {errors}");
        Assert.All(reasons.EnumerateArray(), reason => Assert.NotEqual("", reason.GetString()));
        Assert.NotEqual(0, reasons.GetArrayLength());
        return problem;
    }

    /// <summary>A member of the problem's <c>error.details</c>.</summary>
    public static JsonElement Detail(this JsonElement problem, string name) =>
        problem.GetProperty("error").GetProperty("details").GetProperty(name);
}
