using System.Text;
using System.Text.Json;
using CrowdMind.TestKit;

namespace CrowdMind.Tests;

public sealed class InstantsTests
{
    [Theory]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000000Z")]
    [InlineData("2026-02-03T06:05:06.1234567+02:00", "2026-02-03T04:05:06.123456Z")]
    [InlineData("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000000Z")]
    [InlineData("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z")]
    public void An_instant_is_written_in_UTC_to_the_microsecond(string given, string written)
    {
        var instant = DateTimeOffset.Parse(given, null);
        Span<byte> text = stackalloc byte[Instants.TextLength];
        Instants.Write(instant, text);
        Assert.Equal(written, Encoding.ASCII.GetString(text));
        var options = new JsonSerializerOptions { Converters = { new InstantJsonConverter() } };
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(instant, options));
        Assert.Equal(instant, JsonSerializer.Deserialize<DateTimeOffset>($"\"{given}\"", options));
    }

    [Fact]
    public void Microseconds_there_and_back_change_nothing()
    {
        foreach (var microseconds in new[] { 0L, 1, 1_767_225_600_123_456, 253_402_300_799_999_999 })
            Assert.Equal(microseconds, Instants.ToMicroseconds(Instants.FromMicroseconds(microseconds)));
    }

    [Fact]
    public void Now_is_cut_to_the_microsecond()
    {
        var time = new ManualTime();
        time.Jump(TimeSpan.FromTicks(12_345_679));
        Assert.Equal(12_345_670, time.Now().Ticks % TimeSpan.TicksPerMinute);
    }
}
