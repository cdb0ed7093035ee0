using System.Text.Json;

namespace CrowdMind.Tests;

public sealed class SeqTests
{
    [Fact]
    public void A_seq_counts_and_compares()
    {
        var seq = new Seq(41);
        Assert.Equal((new Seq(42), new Seq(44), 3L), (seq.Next, seq + 3, new Seq(44) - seq));
        Assert.True(seq < seq.Next && seq.Next > seq && seq <= new Seq(41) && seq >= new Seq(41));
        Assert.Equal([1, 5, 9], new[] { new Seq(9), new Seq(1), new Seq(5) }.Order().Select(one => one.Value));
        Assert.Equal((0, "41"), (Seq.Zero.Value, seq.ToString()));
    }

    [Fact]
    public void In_JSON_it_is_a_number()
    {
        Assert.Equal("9007199254740993", JsonSerializer.Serialize(new Seq(9_007_199_254_740_993)));
        Assert.Equal(new Seq(7), JsonSerializer.Deserialize<Seq>("7"));
        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<Seq>("\"7\""));
    }
}
