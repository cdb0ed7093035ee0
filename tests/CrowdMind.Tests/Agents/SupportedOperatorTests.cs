using CrowdMind.Agents;

namespace CrowdMind.Tests.Agents;

/// <summary>What a firmware's author writes, and what it covers.</summary>
public sealed class SupportedOperatorTests
{
    [Theory]
    [InlineData("CONV_2D", "CONV_2D", 7, true)]
    [InlineData("conv_2d", "CONV_2D", 1, true)]
    [InlineData("CONV_2D@3", "CONV_2D", 3, true)]
    [InlineData("CONV_2D@3", "CONV_2D", 2, true)]
    [InlineData("CONV_2D@3", "CONV_2D", 4, false)]
    [InlineData("CONV_2D", "CONV_3D", 1, false)]
    [InlineData("my@op@2", "my@op", 2, true)]
    [InlineData("Müsli op", "Müsli op", 1, true)]
    public void A_name_covers_all_versions_and_a_version_those_up_to_it(string written, string name, int version, bool covers)
    {
        var known = SupportedOperator.TryParse(written);
        Assert.NotNull(known);
        Assert.Equal(written, known.ToString());
        Assert.Equal(covers, known.Covers(name, version));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("@3")]
    [InlineData("ADD@")]
    [InlineData("ADD@0")]
    [InlineData("ADD@-1")]
    [InlineData("ADD@ 1")]
    [InlineData("ADD@99999999999")]
    public void What_is_no_name_or_no_version_is_none(string written) => Assert.Null(SupportedOperator.TryParse(written));
}
