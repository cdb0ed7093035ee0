using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>What may be no agent and no experiment.</summary>
public sealed class RefusedDocuments(HostileGround ground) : HostileSpec(ground)
{
    private const string TooLong = "{too long}";

    public static TheoryData<string, string, string, string> WrongField => new()
    {
        { "/agents", """{"type":"digital"}""", "name", "name" },
        { "/agents", """{"name":null,"type":"digital"}""", "name", "name" },
        { "/agents", """{"name":"","type":"digital"}""", "name", "255" },
        { "/agents", """{"name":"   ","type":"digital"}""", "name", "255" },
        { "/agents", """{"name":"{too long}","type":"digital"}""", "name", "255" },
        { "/agents", """{"name":7,"type":"digital"}""", "name", "name" },
        { "/agents", """{"name":["ada"],"type":"digital"}""", "name", "name" },
        { "/agents", """{"name":"ada"}""", "type", "type" },
        { "/agents", """{"name":"ada","type":"robot"}""", "type", "physical" },
        { "/agents", """{"name":"ada","type":1}""", "type", "type" },
        { "/agents", """{"name":"ada","type":null}""", "type", "type" },
        { "/agents", """{"name":"ada","type":""}""", "type", "digital" },
        { "/agents", """{"name":"ada","type":"digital","traits":[]}""", "traits", "object" },
        { "/agents", """{"name":"ada","type":"digital","traits":"calm"}""", "traits", "object" },
        { "/agents", """{"name":"ada","type":"digital","traits":3}""", "traits", "object" },
        { "/agents", """{"name":"ada","type":"\ud800"}""", "type", "surrogate" },
        { "/agents", """{"name":"ada","type":"digital","traits":{"a":["\udc00\ud800"]}}""", "traits.a[0]", "surrogate" },
        { "/agents", """{"name":"ada","type":"digital","traits":{"\ud800":1}}""", "traits", "surrogate" },
        { "/models", """{"name":"mood","version":"1","framework":"\ud800"}""", "framework", "surrogate" },
        { "/models", """{"name":"mood","version":"1","description":"\ud800"}""", "description", "surrogate" },
        { "/datasets", """{"name":"d","schema":{"fields":[{"name":"\ud800","type":"integer"}]}}""", "schema.fields[0].name", "surrogate" },
        { "/experiments", """{}""", "name", "name" },
        { "/experiments", """{"name":null}""", "name", "name" },
        { "/experiments", """{"name":""}""", "name", "255" },
        { "/experiments", """{"name":"{too long}"}""", "name", "255" },
        { "/experiments", """{"name":true}""", "name", "name" },
        { "/experiments", """{"name":"crowd","scenario":[]}""", "scenario", "object" },
        { "/experiments", """{"name":"crowd","scenario":"fire"}""", "scenario", "object" },
    };

    [Theory]
    [MemberData(nameof(WrongField))]
    public async Task A_bad_field_is_refused_and_named(string path, string body, string field, string mention)
    {
        var filled = body.Replace(TooLong, new string('n', 256), StringComparison.Ordinal);
        (await Ground.Http.PostAsync(path, filled)).ExpectProblem(422, field, mention).Blaming(field);
    }

    [Theory]
    [InlineData("/agents", "")]
    [InlineData("/agents", "{")]
    [InlineData("/agents", """{"name":"ada","type":"digital"}}""")]
    [InlineData("/agents", """{"name":"ada",'type':"digital"}""")]
    [InlineData("/experiments", "")]
    [InlineData("/experiments", """{"name":"crowd",}""")]
    [InlineData("/experiments", "crowd")]
    public async Task Malformed_json_is_refused(string path, string body) =>
        (await Ground.Http.PostAsync(path, body)).ExpectProblem(400, "JSON");

    [Theory]
    [InlineData("/agents", "[]")]
    [InlineData("/agents", "null")]
    [InlineData("/experiments", "\"crowd\"")]
    [InlineData("/experiments", "null")]
    public async Task Json_that_is_no_object_is_refused(string path, string body) =>
        (await Ground.Http.PostAsync(path, body)).ExpectProblem(422, "object");

    [Theory]
    [InlineData("/agents")]
    [InlineData("/experiments")]
    [InlineData("/models")]
    [InlineData("/datasets")]
    public async Task A_name_of_a_member_that_is_half_a_surrogate_pair_is_refused(string path) =>
        (await Ground.Http.PostAsync(path, """{"\ud800":1,"name":"a","type":"digital"}""")).ExpectProblem(422, "surrogate").Blaming("body");

    [Theory]
    [InlineData("/agents")]
    [InlineData("/experiments")]
    public async Task A_document_of_several_megabytes_is_too_large(string path)
    {
        var body = $"{{\"name\":\"x\",\"type\":\"digital\",\"traits\":{{\"x\":\"{new string('x', 4 << 20)}\"}}}}";
        (await Ground.Http.PostAsync(path, body)).ExpectProblem(413);
    }

    [Fact]
    public async Task A_stop_with_a_body_is_not_confused_by_it() =>
        (await Ground.Http.PostAsync(Fill("/experiments/{stopped}/stop"), "{{{{")).ExpectProblem(409, "stopped");
}
