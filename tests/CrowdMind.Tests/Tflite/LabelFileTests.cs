using System.Buffers.Binary;
using System.IO.Compression;
using CrowdMind.Models;
using CrowdMind.TestKit.Tflite;

namespace CrowdMind.Tests.Tflite;

public sealed class LabelFileTests
{
    private static readonly string[] Kinds = ["walks", "runs", "stands"];

    [Fact]
    public void Labels_that_are_packed_behind_the_model_are_read()
    {
        var signature = Reading.Valid(new TfliteSample { Labels = Kinds }.Build());
        Assert.Equal(Kinds, signature.Labels!);
        Assert.Equal(["TFLITE_METADATA", "labels.txt"], signature.Metadata.Select(entry => entry.Name));
        Assert.Equal(18, signature.Metadata[1].Bytes);
    }

    [Fact]
    public void A_zip_that_counts_from_its_own_beginning_is_read_too() =>
        Assert.Equal(Kinds, Reading.Valid(With("labels.txt", "walks\r\nruns\r\nstands")).Labels!);

    [Fact]
    public void A_zip_whose_files_are_not_compressed_is_read_too() =>
        Assert.Equal(Kinds, Reading.Valid(With("labels.txt", "walks\nruns\nstands\n", CompressionLevel.NoCompression)).Labels!);

    [Fact]
    public void Lines_in_the_middle_may_be_empty_and_hold_anything() =>
        Assert.Equal(["a\uFFFD", "", "ü, ö"], Reading.Valid(With("labels.txt", "\uFEFFa\0\n\nü, ö\n\n")).Labels!);

    [Theory]
    [InlineData("other.txt")]
    [InlineData("folder/labels.txt")]
    public void A_file_that_the_metadata_does_not_name_holds_no_labels(string name)
    {
        var signature = Reading.Valid(With(name, "walks\nruns\nstands\n"));
        Assert.Null(signature.Labels);
        Assert.Contains(new MetadataEntry(name, 18), signature.Metadata);
    }

    [Fact]
    public void A_file_for_an_input_holds_no_labels_of_the_output()
    {
        // Files of other kinds, such as a vocabulary (5), stand in the same list.
        var model = new TfliteSample { Labels = Kinds }.Build();
        var type = model.AsSpan().IndexOf("labels.txt"u8);
        var kind = model.AsSpan(0, type).LastIndexOf((byte)2);
        model[kind] = 5;
        Assert.Null(Reading.Valid(model).Labels);
    }

    [Fact]
    public void A_bomb_is_left_alone()
    {
        var file = With("labels.txt", new string('\n', 20_000_000));
        var made = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(Reading.Valid(file).Labels);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - made, 1, 3 * Limits.TfliteLabelBytes);
    }

    [Theory]
    [InlineData(17u)]
    [InlineData(19u)]
    [InlineData(0u)]
    public void A_bomb_that_lies_about_its_size_is_left_alone(uint said)
    {
        var file = With("labels.txt", "walks\nruns\nstands\n");
        var entry = file.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(entry + 24), said);
        Assert.Null(Reading.Valid(file).Labels);
    }

    [Theory]
    [InlineData(8, (ushort)1)]
    [InlineData(10, (ushort)12)]
    [InlineData(28, (ushort)0)]
    [InlineData(28, (ushort)60_000)]
    [InlineData(44, (ushort)60_000)]
    [InlineData(20, (ushort)60_000)]
    public void What_is_encrypted_packed_in_another_way_or_elsewhere_is_left_alone(int at, ushort value)
    {
        var file = With("labels.txt", "walks\nruns\nstands\n");
        var entry = file.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(entry + at), value);
        Assert.Null(Reading.Valid(file).Labels);
    }

    [Fact]
    public void Bytes_that_do_not_unpack_are_left_alone()
    {
        var file = With("labels.txt", "walks\nruns\nstands\n");
        var local = file.AsSpan().LastIndexOf("PK\x03\x04"u8);
        file.AsSpan(local + 30 + 10, 8).Fill(0xFF);
        Assert.Null(Reading.Valid(file).Labels);
    }

    [Fact]
    public void Of_a_directory_without_end_only_the_beginning_is_listed()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var index = 0; index < 1500; index++)
                archive.CreateEntry($"{index}.txt");
        }

        Assert.Equal(Limits.TfliteParts + 1, Reading.Valid([.. Model(), .. zip.ToArray()]).Metadata.Count);
    }

    /// <summary>A sample whose metadata names labels.txt, with another zip behind it than its own.</summary>
    private static byte[] With(string name, string content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(archive.CreateEntry(name, level).Open());
            writer.Write(content);
        }

        return [.. Model(), .. zip.ToArray()];
    }

    private static byte[] Model() => FlatBufferWriter.Write(new TfliteSample { Labels = Kinds }.Draft(), "TFL3");
}
