using CrowdMind.Synthesis;

namespace CrowdMind.Tests.Synthesis;

/// <summary>The certificate is the accuracy of the best classifier, where that is known on paper.</summary>
public sealed class CertificateTests
{
    private const double Near = 0.01;

    [Theory]
    [InlineData(1, 0.8413)]
    [InlineData(2, 0.9772)]
    [InlineData(0.1, 0.5398)]
    public void Two_normal_classes_are_told_apart_as_far_as_they_stand_apart(double separation, double accuracy) =>
        Assert.Equal(accuracy, Of(FormattableString.Invariant(
            $$"""{"features":["a"],"labels":["x","y"],"class_sep":{{separation}},"flip_y":0}""")).AttainableAccuracy, Near);

    [Fact]
    public void Flipped_labels_cannot_be_told() =>
        Assert.Equal(0.9, Of("""{"features":["a","b"],"labels":["x","y"],"class_sep":10,"flip_y":0.2}""").AttainableAccuracy, Near);

    [Fact]
    public void Where_nothing_differs_the_most_frequent_label_is_the_best_guess()
    {
        var certificate = Of("""{"fields":[{"name":"x","type":"number"}],"labels":["a","b"],"label_weights":[3,1]}""");
        Assert.Equal(0.75, certificate.AttainableAccuracy, Near);
        Assert.Empty(certificate.FieldsUsed);
    }

    [Fact]
    public void Fields_of_other_kinds_tell_labels_too()
    {
        var certificate = Of("""
            {"fields":[
              {"name":"c","generator":{"kind":"categorical","values":["p","q"],"weights":[1,1],"by_label":{"b":{"weights":[1,0]}}}},
              {"name":"t","generator":{"kind":"template","templates":["one"],"by_label":{"b":{"templates":["two"]}}}}
            ],"labels":["a","b"]}
            """);

        // q is always a; p is b twice out of three times.
        Assert.Equal(0.75, certificate.AttainableAccuracy, Near);
        Assert.Equal(["c"], certificate.FieldsUsed);
        Assert.Equal(["t"], certificate.FieldsNotUsed);
    }

    [Fact]
    public void Nulls_tell_labels_when_one_has_more_of_them() =>
        Assert.Equal(1, Of("""
            {"fields":[{"name":"c","type":"number","generator":{"kind":"uniform","by_label":{"b":{"null_rate":1}}}}],"labels":["a","b"]}
            """).AttainableAccuracy, Near);

    [Fact]
    public void The_default_texts_can_be_learnt()
    {
        var certificate = Of(null);
        Assert.InRange(certificate.AttainableAccuracy, 0.93, 0.99);
        Assert.Equal(["text"], certificate.FieldsUsed);
        Assert.InRange(certificate.StandardError, 0.0001, 0.003);
    }

    private static Certificate Of(string? schema) =>
        Certificate.Compute(Rows.Schema(schema), Rows.Vocabulary);
}
