using CrowdMind.Schemas;

namespace CrowdMind.Tests.Schemas;

/// <summary>A schema that cannot work is refused with the path of what is wrong and what would be right.</summary>
public sealed class SchemaErrorTests
{
    [Theory]
    [InlineData("""[1]""", "schema", "must be an object")]
    [InlineData("""{}""", "schema.fields", "at least one field")]
    [InlineData("""{"fields":[]}""", "schema.fields", "at least one field")]
    [InlineData("""{"fields":{}}""", "schema.fields", "must be an array")]
    [InlineData("""{"fields":[7]}""", "schema.fields[0]", "must be an object")]
    [InlineData("""{"fields":[{}]}""", "schema.fields[0].name", "1 to 255 characters")]
    [InlineData("""{"fields":[{"name":"a"},{"name":"a"}]}""", "schema.fields[1].name", "twice")]
    [InlineData("""{"fields":[{"name":"a","type":"strin"}]}""", "schema.fields[0].type", "is not a type; there are string")]
    [InlineData("""{"fields":[{"name":"label"}]}""", "schema.label_column", "another")]
    [InlineData("""{"fields":[{"name":"o","type":"object"}]}""", "schema.fields[0].fields", "must name its fields")]
    [InlineData("""{"fields":[{"name":"l","type":"array"}]}""", "schema.fields[0].items", "what its items are")]
    [InlineData("""{"fields":[{"name":"o","type":"object","fields":[{"name":"x","type":"x"}]}]}""", "schema.fields[0].fields[0].type", "not a type")]
    [InlineData("""{"features":[]}""", "schema.features", "1 to 500")]
    [InlineData("""{"features":["a","a"]}""", "schema.features[1]", "twice")]
    [InlineData("""{"features":["a"],"informative":2}""", "schema.informative", "from 1 to 1")]
    [InlineData("""{"features":["a"]}""", "schema.informative", "at least 2 are needed")]
    [InlineData("""{"features":["a","b"],"class_sep":-1}""", "schema.class_sep", "above 0")]
    [InlineData("""{"features":["a","b"],"flip_y":1.5}""", "schema.flip_y", "from 0 to 1")]
    [InlineData("""{"features":["a","b"],"clas_sep":1}""", "schema.clas_sep", "no such parameter")]
    [InlineData("""{"features":["a","b"],"weights":[1,-1,1]}""", "schema.weights[1]", "0 or more")]
    [InlineData("""{"features":["a","b"],"weights":[1]}""", "schema.weights", "1 for 3 labels")]
    [InlineData("""{"features":["a","b"],"labels":["x","x"]}""", "schema.labels[1]", "twice")]
    [InlineData("""{"features":["a","b"],"labels":[1]}""", "schema.labels[0]", "must be a text")]
    public void A_schema_that_cannot_work_is_refused(string schema, string path, string message) => AssertRefused(schema, path, message);

    [Theory]
    [InlineData("number", """{"kind":"normal","mean":1}""", "generator.stddev", "is missing")]
    [InlineData("number", """{"kind":"normal","mean":1,"stddev":-1}""", "generator.stddev", "0 or more")]
    [InlineData("number", """{"kind":"normal","mean":"x","stddev":1}""", "generator.mean", "must be a number")]
    [InlineData("number", """{"kind":"normal","mean":0,"stddev":1,"stdev":2}""", "generator.stdev", "no such parameter; it has")]
    [InlineData("number", """{"kind":"faker"}""", "generator.kind", "makes no number; there are uniform")]
    [InlineData("number", """7""", "generator", "must be an object")]
    [InlineData("number", """{"kind":"uniform","min":2,"max":1}""", "generator.min", "more than max")]
    [InlineData("integer", """{"kind":"uniform","min":1.2,"max":1.8}""", "generator.min", "no whole number")]
    [InlineData("integer", """{"kind":"poisson","mean":0}""", "generator.mean", "above 0")]
    [InlineData("number", """{"kind":"exponential","rate":0}""", "generator.rate", "above 0")]
    [InlineData("number", """{"kind":"uniform","null_rate":2}""", "generator.null_rate", "from 0 to 1")]
    [InlineData("number", """{"kind":"uniform","decimals":13}""", "generator.decimals", "from 0 to 12")]
    [InlineData("number", """{"kind":"computed"}""", "generator.expression", "is missing")]
    [InlineData("number", """{"kind":"computed","expression":"1 +"}""", "generator.expression", "it ends where")]
    [InlineData("number", """{"kind":"computed","expression":"y * 2"}""", "generator.expression", "'y' is not a numeric field that comes before")]
    [InlineData("number", """{"kind":"computed","expression":"cos(1)"}""", "generator.expression", "not a function")]
    [InlineData("number", """{"kind":"categorical","values":[]}""", "generator.values", "1 to 10000")]
    [InlineData("number", """{"kind":"categorical","values":[1,"x"]}""", "generator.values[1]", "must be a number")]
    [InlineData("string", """{"kind":"categorical","values":["a","b"],"weights":[1,-2]}""", "generator.weights[1]", "0 or more")]
    [InlineData("string", """{"kind":"categorical","values":["a","b"],"weights":[0,0]}""", "generator.weights", "all of them are 0")]
    [InlineData("string", """{"kind":"categorical","values":["a","b"],"weights":[1]}""", "generator.weights", "1 for 2 values")]
    [InlineData("string", """{"kind":"constant"}""", "generator.value", "is missing")]
    [InlineData("string", """{"kind":"faker","provider":"nam"}""", "generator.provider", "not known; there are name")]
    [InlineData("string", """{"kind":"faker","provider":"name","locale":"xx"}""", "generator.locale", "not known; there are")]
    [InlineData("string", """{"kind":"words","min":9,"max":3}""", "generator.min", "more than max")]
    [InlineData("string", """{"kind":"template","templates":["{nowhere}"]}""", "generator.templates[0]", "neither a field before this one nor a provider")]
    [InlineData("string", """{"kind":"template","templates":[{"weight":1}]}""", "generator.templates[0].text", "is missing")]
    [InlineData("date", """{"kind":"uniform","min":"yesterday"}""", "generator.min", "2026-01-31")]
    [InlineData("datetime", """{"kind":"constant","value":"2026-01-31 10:00"}""", "generator.value", "2026-01-31T13:45:00Z")]
    [InlineData("string", """{"kind":"faker","by_label":{"angry":{}}}""", "generator.by_label.angry", "is not a label; there are positive, negative, neutral")]
    [InlineData("number", """{"kind":"normal","mean":0,"stddev":1,"by_label":{"neutral":{"stddev":-3}}}""", "generator.by_label.neutral.stddev", "0 or more")]
    public void A_generator_that_cannot_work_is_refused(string type, string generator, string path, string message) =>
        AssertRefused($$"""{"fields":[{"name":"x","type":"{{type}}","generator":{{generator}}}]}""", "schema.fields[0]." + path, message);

    [Theory]
    [InlineData("number", """{"minimum":2,"maximum":1}""", "{}", "constraints.minimum", "more than the maximum")]
    [InlineData("integer", """{"minimum":"a"}""", "{}", "constraints.minimum", "must be a number")]
    [InlineData("string", """{"minLength":3,"maxLength":1}""", "{}", "constraints.minLength", "more than maxLength")]
    [InlineData("string", """{"pattern":"["}""", "{}", "constraints.pattern", "regular expression")]
    [InlineData("string", """{"maxLength":2}""", """{"kind":"categorical","values":["abc"]}""", "generator.values[0]", "longer than the constraint")]
    [InlineData("string", """{"maxLength":2}""", """{"kind":"faker","provider":"city"}""", "generator.kind", "list the values")]
    [InlineData("string", """{"pattern":"a+"}""", """{"kind":"constant","value":"ab"}""", "generator.value", "does not match")]
    [InlineData("string", """{"enum":["a",1]}""", "{}", "constraints.enum[1]", "must be a text")]
    [InlineData("string", """{"enum":["a"]}""", """{"kind":"constant","value":"b"}""", "generator.value", "enum does not hold it")]
    [InlineData("string", """{"unique":true}""", """{"kind":"faker","provider":"city"}""", "generator.kind", "repeats values")]
    [InlineData("number", """{"required":true}""", """{"null_rate":0.5}""", "generator.null_rate", "must be 0")]
    [InlineData("number", """{"minimum":5,"maximum":6}""", """{"kind":"uniform","min":1,"max":2}""", "generator.min", "outside the constraints")]
    [InlineData("number", """{"minimun":5}""", "{}", "constraints.minimun", "no such parameter")]
    public void A_constraint_that_cannot_be_kept_is_refused(string type, string constraints, string generator, string path, string message) =>
        AssertRefused(
            $$"""{"fields":[{"name":"x","type":"{{type}}","constraints":{{constraints}},"generator":{{generator}}}]}""",
            "schema.fields[0]." + path, message);

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var outcome = DatasetSchema.Read(
            new RawJson("""{"fields":[{"name":"a","type":"x"},{"name":"b","type":"number","generator":{"kind":"normal"}}]}"""), null);
        var errors = Assert.IsType<SchemaOutcome.Invalid>(outcome).Errors;
        Assert.Equal(
            ["schema.fields[0].type", "schema.fields[1].generator.mean", "schema.fields[1].generator.stddev"],
            errors.Select(error => error.Path));
    }

    [Fact]
    public void A_schema_nested_too_deep_is_refused()
    {
        var field = """{"name":"x"}""";
        for (var level = 0; level < 9; level++)
            field = $$"""{"name":"o","type":"object","fields":[{{field}}]}""";
        AssertRefused($$"""{"fields":[{{field}}]}""", null, "deeper than 8 levels");
    }

    [Fact]
    public void Labels_are_given_once() =>
        AssertRefused("""{"features":["a","b"],"labels":["x","y"]}""", "schema.labels", "give them once", ["x", "z"]);

    private static void AssertRefused(string schema, string? path, string message, IReadOnlyList<string>? labels = null)
    {
        var errors = Assert.IsType<SchemaOutcome.Invalid>(DatasetSchema.Read(new RawJson(schema), labels)).Errors;
        Assert.True(
            errors.Any(error => (path is null || error.Path == path) && error.Message.Contains(message, StringComparison.Ordinal)),
            string.Join('\n', errors));
    }
}
