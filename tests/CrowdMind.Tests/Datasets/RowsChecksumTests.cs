using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CrowdMind.Datasets;

namespace CrowdMind.Tests.Datasets;

public sealed class RowsChecksumTests
{
    [Fact]
    public void It_is_the_sum_of_the_rows_digests()
    {
        var rows = Enumerable.Range(0, 300).Select(row => Encoding.UTF8.GetBytes($"row {row}")).ToArray();
        var sum = rows.Aggregate(BigInteger.Zero, (sum, row) => sum + Number(SHA256.HashData(row)));
        var checksum = rows.Aggregate(default(RowsChecksum), (sum, row) => sum + RowsChecksum.Of(row));
        Assert.Equal(sum % BigInteger.Pow(2, 256), Number(checksum.Write()));
    }

    [Fact]
    public void It_does_not_know_how_the_rows_were_cut()
    {
        var rows = Enumerable.Range(0, 10).Select(row => RowsChecksum.Of([(byte)row])).ToArray();
        var whole = rows.Aggregate((left, right) => left + right);
        var parts = rows[..3].Aggregate((left, right) => left + right) + rows[3..].Aggregate((left, right) => left + right);
        Assert.Equal(whole, parts);
        Assert.NotEqual(whole, rows[1..].Aggregate((left, right) => left + right));
    }

    [Fact]
    public void A_carry_goes_through_all_its_words()
    {
        var most = new RowsChecksum(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);
        Assert.Equal(default, most + new RowsChecksum(0, 0, 0, 1));
        Assert.Equal(new RowsChecksum(1, 0, 0, 0), new RowsChecksum(0, ulong.MaxValue, ulong.MaxValue, 1) + new RowsChecksum(0, 0, 0, ulong.MaxValue));
    }

    [Fact]
    public void It_is_written_and_read_as_hexadecimal_digits()
    {
        var checksum = RowsChecksum.Of("row"u8);
        var json = JsonSerializer.Serialize(checksum);
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData("row"u8))}\"", json);
        Assert.Equal(checksum, JsonSerializer.Deserialize<RowsChecksum>(json));
        Assert.Equal(checksum, RowsChecksum.Read(checksum.Write()));
    }

    private static BigInteger Number(byte[] digest) => new(digest, isUnsigned: true, isBigEndian: true);
}
