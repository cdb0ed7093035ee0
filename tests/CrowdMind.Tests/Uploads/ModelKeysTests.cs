using System.Text;
using CrowdMind.Uploads;

namespace CrowdMind.Tests.Uploads;

public sealed class ModelKeysTests
{
    private static readonly ModelId Model = new(Guid.Parse("0190a0a0-7e57-7000-8000-000000000006"));
    private static readonly Guid Upload = Guid.Parse("0190a0a0-7e57-7000-8000-000000000007");

    [Theory]
    [InlineData("1.0", "1.0")]
    [InlineData("2026-01-01", "2026-01-01")]
    [InlineData("RC_1", "_52_43_5f1")]
    [InlineData("../..", "_2e_2e_2f._2e")]
    [InlineData("a..b", "a._2eb")]
    [InlineData(".", "_2e")]
    [InlineData("β 1", "_ce_b2_201")]
    public void A_version_becomes_part_of_a_key(string version, string escaped) => Assert.Equal(escaped, ModelKeys.Escape(version));

    [Fact]
    public void A_key_tells_model_version_and_upload() => Assert.Equal(
        "models/0190a0a0-7e57-7000-8000-000000000006/1.0.0190a0a07e5770008000000000000007.tflite", ModelKeys.Of(Model, "1.0", Upload).Value);

    [Fact]
    public void Any_version_makes_a_key_and_another_one_another()
    {
        var chance = new Random(1);
        string[] letters = ["a", "A", "0", ".", "_", "-", "/", "\\", "%", " ", "\n", "é", "漢", "🦊", "2e", "__"];
        var keys = new Dictionary<string, string>();
        for (var i = 0; i < 20_000; i++)
        {
            var version = new StringBuilder();
            for (var length = chance.Next(1, i % 100 == 0 ? 50 : 6); length > 0 && version.Length < 49; length--)
                version.Append(letters[chance.Next(letters.Length)]);
            var key = ModelKeys.Of(Model, version.ToString(), Upload).Value;
            Assert.True(keys.TryAdd(key, version.ToString()) || keys[key] == version.ToString(), $"'{keys[key]}' and '{version}' share {key}");
        }
    }

    [Fact]
    public void Long_versions_that_differ_at_their_end_have_different_keys()
    {
        var beginning = new string('漢', 49);
        Assert.NotEqual(ModelKeys.Of(Model, beginning + "1", Upload), ModelKeys.Of(Model, beginning + "2", Upload));
        Assert.NotEqual(ModelKeys.Of(Model, beginning + ".", Upload), ModelKeys.Of(Model, beginning, Upload));
    }
}
