using System.Buffers.Binary;
using CrowdMind.TestKit.Tflite;

namespace CrowdMind.Tests.Tflite;

/// <summary>Each index and number of a model that can be wrong, made wrong.</summary>
public sealed class BrokenModelTests
{
    public static TheoryData<string, Action<FlatDraft>> Wrongs { get; } = new()
    {
        { "version 2 of the schema", model => model.Set(0, 2u) },
        { "no subgraph", model => model.Set(2, null) },
        { "no subgraph", model => model.Set(2, Array.Empty<FlatDraft>()) },
        { "takes tensor 11, but it has 11", model => Graph(model).Set(1, new[] { 0, 11 }) },
        { "takes tensor -1, but it has 11", model => Graph(model).Set(1, new[] { -1 }) },
        { "gives tensor 99, but it has 11", model => Graph(model).Set(2, new[] { 99 }) },
        { "tensor 2 of subgraph 0 is in buffer 6, but there are 6", model => Tensor(model, 2).Set(2, 6u) },
        { "tensor 2 of subgraph 0 takes 34 bytes by its shape, but its buffer 1 has 32", model => Tensor(model, 2).Set(0, new[] { 2, 17 }) },
        { "dimension 1 of tensor 0 of subgraph 0 is -7", model => Tensor(model, 0).Set(0, new[] { 1, -7 }) },
        { "tensor 0 of subgraph 0 has 33 dimensions, above 32", model => Tensor(model, 0).Set(0, new int[33]) },
        { "takes more than 1099511627776 bytes", model => Tensor(model, 0).Set(0, new[] { int.MaxValue, int.MaxValue, int.MaxValue, 7 }) },
        { "elements of type -1", model => Tensor(model, 0).Set(1, (sbyte)-1) },
        { "has its values in another file", model => Tensor(model, 2).Set(10, 1u) },
        { "1 scales and 2 zero points", model => Tensor(model, 0).Table(4).Set(3, new long[2]) },
        { "scale 0 of a quantization is NaN", model => Tensor(model, 0).Table(4).Set(2, new[] { float.NaN }) },
        { "scale 0 of a quantization is Infinity", model => Tensor(model, 0).Table(4).Set(2, new[] { float.PositiveInfinity }) },
        { "scales in tensor 11 and its zero points in -1; there are 11", model => Tensor(model, 6).Table(4).Table(5).Set(0, 11) },
        { "something of no type", model => Tensor(model, 6).Table(4).Set(4, (byte)0) },
        { "operator 1 of subgraph 0 is of kind 7, but the model names 7", model => Operator(model, 1).Set(0, 7u) },
        { "operator 1 of subgraph 0 takes tensor 11, but there are 11", model => Operator(model, 1).Set(1, new[] { 11 }) },
        { "operator 1 of subgraph 0 takes tensor -2, but there are 11", model => Operator(model, 1).Set(1, new[] { -2 }) },
        { "operator 1 of subgraph 0 gives tensor 64, but there are 11", model => Operator(model, 1).Set(2, new[] { 64 }) },
        { "operator 1 of subgraph 0 works with tensor 64", model => Operator(model, 1).Set(8, new[] { 64 }) },
        { "something of no type", model => Operator(model, 0).Set(3, (byte)0) },
        { "runs subgraph 3, but there are 3", model => Operator(model, 3).Table(4).Set(1, 3) },
        { "runs subgraph -1, but there are 3", model => Operator(model, 6).Table(12).Set(1, -1) },
        { "runs subgraph 77, but there are 3", model => Operator(model, 6).Set(11, (byte)23).Set(12, new FlatDraft().Set(0, new[] { 1, 77 })) },
        { "99999 bytes are said to stand at byte 64", model => Operator(model, 6).Set(10, 99_999ul) },
        { "18446744073709551615 bytes are said to stand at byte 2", model => model.Tables(4)[5].Set(1, 2ul).Set(2, ulong.MaxValue) },
        { "operator code 1 is a custom operator without a name", model => model.Tables(1)[1].Set(1, "") },
        { "operator code 1 is a custom operator without a name", model => model.Tables(1)[1].Set(1, null) },
        { "operator code 0 is -5", model => model.Tables(1)[0].Set(0, (sbyte)-7).Set(3, -5) },
        { "metadata entry 0 is in buffer 6, but there are 6", model => model.Tables(6)[0].Set(1, 6u) },
        { "signature 0 is of subgraph 3, but there are 3", model => model.Tables(7)[0].Set(4, 3u) },
        { "a signature names tensor 11, but its subgraph has 11", model => model.Tables(7)[0].Tables(0)[0].Set(1, 11u) },
        { "1001 subgraphs; at most 1000", model => model.Set(2, Enumerable.Repeat(Graph(model), 1001).ToArray()) },
        { "1001 kinds of operators; at most 1000", model => model.Set(1, Enumerable.Repeat(model.Tables(1)[0], 1001).ToArray()) },
        { "1001 inputs; at most 1000", model => Graph(model).Set(1, new int[1001]) },
        { "come to more than 1048576 bytes", model => model.Set(6, LongNames(999)) },
    };

    [Theory]
    [MemberData(nameof(Wrongs))]
    public void It_is_refused_with_its_place_and_a_reason(string reason, Action<FlatDraft> breakIt)
    {
        var model = RichModel.Draft();
        breakIt(model);
        var file = FlatBufferWriter.Write(model, "TFL3");
        var refusal = Reading.Invalid(file);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.InRange(refusal.Offset, 4, file.Length - 1);
    }

    [Fact]
    public void Wherever_a_file_is_cut_off_it_is_refused()
    {
        // The last bytes may be padding.
        var whole = RichModel.Build();
        for (var length = 0; length <= whole.Length - 8; length++)
            Assert.NotEmpty(Reading.Invalid(whole.AsSpan(0, length)).Message);
    }

    [Theory]
    [InlineData(0u, "leads to byte 0, where nothing can begin")]
    [InlineData(uint.MaxValue, "leads to byte 4294967295, but the file has")]
    [InlineData(30u, "leads to byte 30, where nothing can begin")]
    public void A_root_that_leads_nowhere_is_refused_at_the_first_byte(uint root, string reason)
    {
        var file = RichModel.Build();
        BinaryPrimitives.WriteUInt32LittleEndian(file, root);
        var refusal = Reading.Invalid(file);
        Assert.Equal(0, refusal.Offset);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(-1_000_000)]
    [InlineData(3)]
    public void A_table_whose_fields_are_described_nowhere_is_refused_there(int vtable)
    {
        var file = RichModel.Build();
        var root = BinaryPrimitives.ReadInt32LittleEndian(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(root), vtable);
        var refusal = Reading.Invalid(file);
        Assert.Equal(root, refusal.Offset);
        Assert.Contains("says its fields are described at byte", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 3, "described in 3 bytes")]
    [InlineData(0, 2, "described in 2 bytes")]
    [InlineData(0, 65_000, "described in 65000 bytes")]
    [InlineData(2, 2, "says it has 2 bytes")]
    [InlineData(2, 65_000, "says it has 65000 bytes")]
    [InlineData(4, 2, "field 0 of the table")]
    [InlineData(4, 60_000, "field 0 of the table")]
    [InlineData(4, 7, "field 0 of the table")]
    public void A_table_whose_fields_are_described_wrongly_is_refused(int at, ushort value, string reason)
    {
        var file = RichModel.Build();
        var root = BinaryPrimitives.ReadInt32LittleEndian(file);
        var vtable = root - BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(root));
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(vtable + at), value);
        Assert.Contains(reason, Reading.Invalid(file).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_does_not_end_is_refused()
    {
        var file = new TfliteSample { Description = "endless" }.Build();
        var end = file.AsSpan().IndexOf("endless\0"u8) + 7;
        file[end] = (byte)'!';
        var refusal = Reading.Invalid(file);
        Assert.Equal((end - 7L, "the text of 7 bytes here does not end with a zero byte"), (refusal.Offset, refusal.Message));
    }

    [Fact]
    public void A_vector_of_more_than_the_file_is_refused()
    {
        var file = new TfliteSample { Description = "countless" }.Build();
        var count = file.AsSpan().IndexOf("countless\0"u8) - 4;
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(count), uint.MaxValue);
        var refusal = Reading.Invalid(file);
        Assert.Equal(count, refusal.Offset);
        Assert.StartsWith("4294967295 elements of 1 bytes are said to stand here", refusal.Message, StringComparison.Ordinal);
    }

    private static FlatDraft Graph(FlatDraft model) => model.Tables(2)[0];

    private static FlatDraft Tensor(FlatDraft model, int index) => Graph(model).Tables(0)[index];

    private static FlatDraft[] LongNames(int count) =>
        [.. Enumerable.Range(0, count).Select(index => new FlatDraft().Set(0, index + new string('x', 5000)))];

    private static FlatDraft Operator(FlatDraft model, int index) => Graph(model).Tables(3)[index];
}
