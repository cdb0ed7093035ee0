using System.Text;
using CrowdMind.Logs;

namespace CrowdMind.Tests.Logs;

/// <summary>A <c>traceparent</c> is read as the W3C standard has it, or is none.</summary>
public sealed class TraceParentTests
{
    private const string Good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Theory]
    [InlineData(Good)]
    [InlineData("00-00000000000000000000000000000001-0000000000000001-00")]
    [InlineData("00-ffffffffffffffffffffffffffffffff-ffffffffffffffff-ff")]
    public void A_good_one_is_written_as_it_came(string text)
    {
        Assert.Equal(text, TraceParent.Parse(text).ToString());
        Assert.Equal(TraceParent.Parse(text), TraceParent.Parse(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more")]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00F067AA0BA902B7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0A")]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01")]
    [InlineData("00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01")]
    [InlineData(" 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1")]
    [InlineData("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData("0x-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData("CC-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.what")]
    [InlineData("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1-what")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e473é-00f067aa0ba902b7-01")]
    public void Anything_else_is_none(string text)
    {
        Assert.True(TraceParent.Parse(text).IsNone);
        Assert.True(TraceParent.Parse(Encoding.UTF8.GetBytes(text)).IsNone);
        Assert.Equal("", TraceParent.Parse(text).ToString());
    }

    [Theory]
    [InlineData("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "01")]
    [InlineData("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-will-be-like", "01")]
    [InlineData("fe-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff-", "01")]
    [InlineData("02-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-fe", "00")]
    public void Of_a_later_version_what_is_known_today_is_kept_and_written_as_version_00(string text, string flags) =>
        Assert.Equal(Good[..^2] + flags, TraceParent.Parse(text).ToString());

    [Fact]
    public void Nothing_given_is_none() => Assert.True(TraceParent.Parse((string?)null).IsNone);
}
