using System.Text;
using CrowdMind.Imports;

namespace CrowdMind.Tests.Imports;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0", true, true)]
    [InlineData("-1.50", true, true)]
    [InlineData("1e5", true, true)]
    [InlineData("1E-5", true, true)]
    [InlineData("+1", true, false)]
    [InlineData(".5", true, false)]
    [InlineData("1.", true, false)]
    [InlineData("007", false, false)]
    [InlineData("NaN", false, false)]
    [InlineData("inf", false, false)]
    [InlineData("1,5", false, false)]
    [InlineData(" 1", false, false)]
    [InlineData("1e999", false, true)]
    [InlineData("", false, false)]
    [InlineData("-", false, false)]
    [InlineData("0x10", false, false)]
    public void A_number_is_told_from_what_only_looks_like_one(string text, bool isNumber, bool isJson)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        Assert.Equal(isNumber, NumberText.TryRead(bytes, out _));
        if (isNumber)
            Assert.Equal(isJson, NumberText.IsJson(bytes));
    }

    [Theory]
    [InlineData("3", true)]
    [InlineData("3.0", true)]
    [InlineData("3.5", false)]
    [InlineData("9223372036854775807", true)]
    [InlineData("1e300", false)]
    public void Whole_is_what_no_double_has_to_guess(string text, bool isWhole)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        Assert.True(NumberText.TryRead(bytes, out var value));
        Assert.Equal(isWhole, NumberText.IsWhole(bytes, value));
    }
}
