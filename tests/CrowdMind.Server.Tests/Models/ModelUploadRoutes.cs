using System.Text;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Models;

public sealed class ModelUploadRoutes(ModelGround ground) : ModelSpec(ground)
{
    private const int Limit = 1024 * 1024;

    [Fact]
    public async Task An_upload_gives_a_model_its_file_under_a_key_that_the_server_makes()
    {
        var (model, file) = (await NewAsync(version: "1.0 RC_1"), ModelCalls.Sample());
        var answer = (await ModelCalls.UploadAsync(Http, model, file, "../../etc/passwd")).Expect(200).Json;
        Assert.Equal(model, answer.GetProperty("model_id").GetString());
        Assert.Equal(ModelCalls.Sha256(file), answer.GetProperty("checksum").GetString());
        Assert.Equal(file.Length, answer.GetProperty("size").GetInt32());
        var path = answer.GetProperty("storage_path").GetString()!;
        Assert.Matches($@"^models/{model}/1\.0_20_52_43_5f1\.[0-9a-f]{{32}}\.tflite$", path);
        Assert.Equal([Path.Combine("objects", path)], FilesOf(model));
        var found = await ModelAsync(model);
        foreach (var member in new[] { "checksum", "size", "storage_path", "signature" })
            Assert.Equal(answer.GetProperty(member).GetRawText(), found.GetProperty(member).GetRawText());
    }

    [Fact]
    public async Task The_signature_is_told_in_snake_case()
    {
        var model = await NewAsync();
        var signature = (await ModelCalls.UploadAsync(Http, model, ModelCalls.Sample())).Expect(200).Json.GetProperty("signature");
        Assert.Equal(
            ["schema_version", "description", "inputs", "outputs", "operators", "subgraphs", "tensors", "buffers", "weights_bytes", "arena_bytes", "arena_method", "metadata", "labels"],
            signature.EnumerateObject().Select(member => member.Name).Take(13));
        Assert.Equal("[1,4]", signature.GetProperty("inputs")[0].GetProperty("shape").GetRawText());
        Assert.Equal("[1,3]", signature.GetProperty("outputs")[0].GetProperty("shape").GetRawText());
        Assert.Equal("FULLY_CONNECTED", signature.GetProperty("operators")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_file_is_never_changed_the_same_bytes_again_are_no_fault()
    {
        var (model, file) = (await NewAsync(), ModelCalls.Sample());
        var first = (await ModelCalls.UploadAsync(Http, model, file)).Expect(200);
        Assert.Equal(first.Text, (await ModelCalls.UploadAsync(Http, model, file)).Expect(200).Text);
        (await ModelCalls.UploadAsync(Http, model, ModelCalls.Sample(seed: 2))).ExpectProblem(409, ModelCalls.Sha256(file), "new version");
        (await ModelCalls.UploadAsync(Http, model, [1, 2, 3])).ExpectProblem(409, "other bytes");
        Assert.Single(FilesOf(model));
        Assert.Equal(file, (await ModelCalls.FetchAsync(Http, model)).Expect(200).Body);
    }

    [Fact]
    public async Task Of_uploads_at_once_one_wins_whole()
    {
        for (var round = 0; round < 5; round++)
        {
            var model = await NewAsync();
            byte[][] files = [.. Enumerable.Range(0, 8).Select(i => ModelCalls.Sample(seed: i / 2, weightBytes: 300_000))];
            var answers = await Task.WhenAll(files.Select(file => Task.Run(() => ModelCalls.UploadAsync(Http, model, file))));
            Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 200, 409 }));
            var accepted = answers.Where(answer => answer.Status == 200).Select(answer => answer.Text).ToArray();
            Assert.Equal(2, accepted.Length);
            Assert.Equal(accepted[0], accepted[1]);
            var stored = (await ModelCalls.FetchAsync(Http, model)).Expect(200).Body;
            Assert.Equal((await ModelAsync(model)).GetProperty("checksum").GetString(), ModelCalls.Sha256(stored));
            Assert.Contains(files, file => file.AsSpan().SequenceEqual(stored));
            Assert.Single(FilesOf(model));
        }
    }

    [Fact]
    public async Task Other_fields_are_passed_over_wherever_they_stand()
    {
        var (model, file) = (await NewAsync(), ModelCalls.Sample());
        using var form = Caller.Form(("version", "9"u8.ToArray(), "x"), ("file", file, "m"), ("comment", new byte[60_000], "file"));
        (await ModelCalls.UploadAsync(Http, model, form)).Expect(200);
        Assert.Equal(file, (await ModelCalls.FetchAsync(Http, model)).Expect(200).Body);
    }

    [Fact]
    public async Task A_form_without_one_file_is_refused_and_leaves_nothing()
    {
        var (model, file) = (await NewAsync(), ModelCalls.Sample());
        (await UploadAsync(("model", file[..5000], "m"))).ExpectProblem(422, "missing").Blaming("file");
        (await UploadAsync(("file", [], "m"))).ExpectProblem(422, "empty").Blaming("file");
        (await UploadAsync(("file", file, "m"), ("file", file, "m"))).ExpectProblem(422, "two of it").Blaming("file");
        (await UploadAsync(("model", file, "m"))).ExpectProblem(422, "field 'model'", "field is 'file'").Blaming("file");
        (await ModelCalls.UploadAsync(Http, model, Caller.Body(file, "application/octet-stream"))).ExpectProblem(415, "octet-stream", "multipart/form-data");
        (await ModelCalls.UploadAsync(Http, model, Caller.Body(file, "multipart/form-data"))).ExpectProblem(400, "boundary");
        (await ModelCalls.UploadAsync(Http, model, Caller.Body("--b\r\nno form at all", "multipart/form-data; boundary=b"))).ExpectProblem(400, "broken");
        await AssertWithoutFileAsync(model);

        async Task<Answer> UploadAsync(params (string, byte[], string)[] parts)
        {
            using var form = Caller.Form(parts);
            return await ModelCalls.UploadAsync(Http, model, form);
        }
    }

    [Theory]
    [InlineData("PK\u0003\u0004 and the rest of a zip", "zip")]
    [InlineData("<!DOCTYPE html><html><body>404</body></html>", "")]
    [InlineData("{\"json\":true, \"and\":\"more\"}", "")]
    [InlineData("0123", "")]
    public async Task What_is_no_TFLite_model_is_refused_with_the_offset_and_leaves_nothing(string text, string mention)
    {
        var model = await NewAsync();
        var problem = (await ModelCalls.UploadAsync(Http, model, Encoding.Latin1.GetBytes(text))).ExpectProblem(422, "no TFLite model", "at byte", mention);
        Assert.InRange(problem.Blaming("file").Detail("offset").GetInt64(), 0, text.Length);
        await AssertWithoutFileAsync(model);
    }

    [Fact]
    public async Task A_broken_model_is_refused_with_the_offset_and_leaves_nothing()
    {
        var (model, file) = (await NewAsync(), ModelCalls.Sample());
        (await ModelCalls.UploadAsync(Http, model, file[..^50_000])).ExpectProblem(422, "no TFLite model").Blaming("file");
        BitConverter.TryWriteBytes(file, 0x7fff_fff0);
        (await ModelCalls.UploadAsync(Http, model, file)).ExpectProblem(422, "no TFLite model").Blaming("file");
        await AssertWithoutFileAsync(model);
    }

    [Fact]
    public async Task Labels_and_classes_must_agree_and_a_refusal_has_both_numbers()
    {
        var model = await NewAsync(more: ""","labels":["calm","angry"]""");
        var problem = (await ModelCalls.UploadAsync(Http, model, ModelCalls.Sample())).ExpectProblem(422, "3 classes", "2 labels").Blaming("file");
        Assert.Equal((3, 2), (problem.Detail("classes").GetInt32(), problem.Detail("labels").GetInt32()));
        await AssertWithoutFileAsync(model);
        (await ModelCalls.UploadAsync(Http, await NewAsync(more: ""","labels":["calm","curious","angry"]"""), ModelCalls.Sample())).Expect(200);
    }

    [Fact]
    public async Task The_limit_is_counted_while_reading_and_a_byte_more_is_too_much()
    {
        var (model, overhead) = (await NewAsync(), ModelCalls.Sample(weightBytes: 100_000).Length - 100_000);
        var file = ModelCalls.Sample(weightBytes: Limit - overhead);
        Assert.Equal(Limit, file.Length);
        (await ModelCalls.UploadAsync(Http, model, [.. file, 0])).ExpectProblem(413, $"{Limit} bytes");
        (await ModelCalls.UploadAsync(Http, model, Unsized(Caller.Form(("file", [.. file, .. file], "m"))))).ExpectProblem(413, $"{Limit} bytes");
        await AssertWithoutFileAsync(model);
        (await ModelCalls.UploadAsync(Http, model, Unsized(Caller.Form(("file", file, "m"))))).Expect(200);

        // Of chunks, without saying how much there will be.
        static UnsizedContent Unsized(HttpContent form) => new(form);
    }

    private sealed class UnsizedContent : HttpContent
    {
        private readonly HttpContent _inner;

        public UnsizedContent(HttpContent inner)
        {
            _inner = inner;
            Headers.ContentType = inner.Headers.ContentType;
        }

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => _inner.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
