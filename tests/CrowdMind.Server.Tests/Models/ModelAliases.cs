using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Models;

public sealed class ModelAliases(ModelGround ground) : ModelSpec(ground)
{
    [Theory]
    [InlineData("mood")]
    [InlineData("team/mood")]
    [InlineData("100%2F")]
    [InlineData("a@b")]
    [InlineData("moods + ümläuts?")]
    public async Task An_alias_points_at_a_version_whatever_the_name_holds(string beginning)
    {
        var name = beginning + Guid.NewGuid().ToString("n");
        var path = $"/models/{Uri.EscapeDataString(name)}";
        var (first, second) = (await NewAsync(name, "1"), await NewAsync(name, "2"));
        var pointed = (await PutAsync($"{path}/aliases/champion", """{"version":"1"}""")).Expect(200);
        Assert.Equal((first, "1"), (Text(pointed.Json, "model_id"), Text(pointed.Json, "version")));
        Assert.Equal($"[{pointed.Text}]", (await Http.GetAsync($"{path}/aliases")).Expect(200).Text);
        Assert.Equal(first, Text((await Http.GetAsync($"{path}@champion")).Expect(200).Json, "id"));
        (await PutAsync($"{path}/aliases/champion", $$"""{"model_id":"{{second}}"}""")).Expect(200);
        (await ModelCalls.UploadAsync(Http, second, ModelCalls.Sample())).Expect(200);
        Assert.Equal(ModelCalls.Sample(), (await ModelCalls.FetchAsync(Http, $"{Uri.EscapeDataString(name)}@champion")).Expect(200).Body);
        (await Http.DeleteAsync($"{path}/aliases/champion")).Expect(204);
        (await Http.GetAsync($"{path}@champion/download")).ExpectProblem(404, "champion");
        (await Http.DeleteAsync($"{path}/aliases/champion")).ExpectProblem(404, "champion");
        Assert.Equal("[]", (await Http.GetAsync($"{path}/aliases")).Expect(200).Text);
    }

    [Fact]
    public async Task An_alias_goes_with_its_version()
    {
        var name = ModelCalls.NewName();
        var (first, _) = (await NewAsync(name, "1"), await NewAsync(name, "2"));
        (await PutAsync($"/models/{name}/aliases/champion", """{"version":"1"}""")).Expect(200);
        (await Http.DeleteAsync($"/models/{first}")).Expect(204);
        Assert.Equal("[]", (await Http.GetAsync($"/models/{name}/aliases")).Expect(200).Text);
    }

    [Fact]
    public async Task An_alias_that_points_nowhere_is_refused_and_says_why()
    {
        var (name, other) = (ModelCalls.NewName(), await NewAsync());
        await NewAsync(name, "1");
        var path = $"/models/{name}/aliases/champion";
        (await PutAsync(path, """{}""")).ExpectProblem(422, "One of model_id and version").Blaming("model_id");
        (await PutAsync(path, $$"""{"version":"1","model_id":"{{other}}"}""")).ExpectProblem(422, "One of").Blaming("model_id");
        (await PutAsync(path, """{"version":"9"}""")).ExpectProblem(422, "'9'").Blaming("version");
        (await PutAsync(path, $$"""{"model_id":"{{other}}"}""")).ExpectProblem(422, other).Blaming("model_id");
        (await PutAsync(path, """{"model_id":"nobody"}""")).ExpectProblem(422, "nobody").Blaming("model_id");
        (await PutAsync(path, "[1")).ExpectProblem(400);
        (await Http.SendAsync("PUT", path, Caller.Body("version=1", "text/plain"))).ExpectProblem(415, "text/plain");
        Assert.Equal("[]", (await Http.GetAsync($"/models/{name}/aliases")).Expect(200).Text);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("a@b")]
    [InlineData("a/b")]
    [InlineData("größte")]
    [InlineData("123456789012345678901234567890123456789012345678901")]
    public async Task An_alias_is_a_word(string alias)
    {
        var name = ModelCalls.NewName();
        await NewAsync(name);
        (await PutAsync($"/models/{name}/aliases/{Uri.EscapeDataString(alias)}", """{"version":"1.0"}""")).ExpectProblem(422, "a word of").Blaming("alias");
    }

    [Fact]
    public async Task A_name_that_no_model_has_is_404()
    {
        (await Http.GetAsync("/models/nobody/aliases")).ExpectProblem(404, "'nobody'");
        (await PutAsync("/models/nobody/aliases/champion", """{"version":"1"}""")).ExpectProblem(404, "'nobody'");
        (await Http.DeleteAsync("/models/nobody/aliases/champion")).ExpectProblem(404, "'nobody'");
    }

    private Task<Answer> PutAsync(string path, string json) => Http.SendAsync("PUT", path, Caller.JsonBody(json));

    private static string? Text(JsonElement json, string member) => json.GetProperty(member).GetString();
}
