using System.Diagnostics;
using CrowdMind.Server.Tests.Engines;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Models;

/// <summary>A model's bytes reach whoever has the URL, whole or piece by piece.</summary>
public sealed class Deliveries(ModelGround ground) : ModelSpec(ground)
{
    [Fact]
    public async Task A_download_tells_where_until_when_and_what()
    {
        var (model, file) = (await NewAsync(ModelCalls.NewName() + "/mood \"ü\"", "2.0"), ModelCalls.Sample());
        (await Http.GetAsync($"/models/{model}/download")).ExpectProblem(409, "no file yet");
        (await ModelCalls.UploadAsync(Http, model, file)).Expect(200);
        var before = DateTimeOffset.UtcNow;
        var answer = (await Http.GetAsync($"/models/{model}/download?expires=600")).Expect(200).Json;
        Assert.Equal(["url", "expires_at", "checksum", "size"], answer.EnumerateObject().Select(member => member.Name));
        Assert.InRange(answer.GetProperty("expires_at").GetDateTimeOffset(), before.AddSeconds(599), DateTimeOffset.UtcNow.AddSeconds(600));
        Assert.Equal((ModelCalls.Sha256(file), file.Length), (answer.GetProperty("checksum").GetString(), answer.GetProperty("size").GetInt32()));
        Assert.StartsWith(Http.BaseUri.ToString(), answer.GetProperty("url").GetString(), StringComparison.Ordinal);
        var whole = (await ModelCalls.FetchAsync(Http, model)).Expect(200);
        Assert.Equal(file, whole.Body);
        Assert.Equal($"\"{ModelCalls.Sha256(file)}\"", whole.Header("ETag"));
        Assert.EndsWith("_mood__%C3%BC_-2.0.tflite", whole.Header("Content-Disposition"), StringComparison.Ordinal);
        (await ModelCalls.FetchAsync(Http, model, ("If-None-Match", whole.Header("ETag")!))).Expect(304);
    }

    [Theory]
    [InlineData("59")]
    [InlineData("86401")]
    [InlineData("1h")]
    [InlineData("-600")]
    public async Task An_expiry_out_of_its_bounds_is_refused(string expires)
    {
        var model = await NewAsync();
        (await Http.GetAsync($"/models/{model}/download?expires={expires}")).ExpectProblem(422, $"'{expires}'", "60 to 86400").Blaming("expires");
    }

    [Fact]
    public async Task A_device_with_four_kilobytes_fetches_piece_by_piece_checks_each_and_resumes_after_a_loss()
    {
        var (model, file) = (await NewAsync(), ModelCalls.Sample(weightBytes: 150_000));
        (await ModelCalls.UploadAsync(Http, model, file)).Expect(200);
        var flash = new List<byte>();
        string? tag = null;
        while (flash.Count < file.Length)
        {
            // Each piece with a URL of its own, as after a restart.
            var piece = (await ModelCalls.FetchAsync(Http, model, ("Range", $"bytes={flash.Count}-{flash.Count + 4095}"), ("If-Range", tag ?? ""))).Expect(206);
            Assert.Equal($"bytes {flash.Count}-{flash.Count + piece.Body.Length - 1}/{file.Length}", piece.Header("Content-Range"));
            Assert.Equal($"sha-256=:{Convert.ToBase64String(Convert.FromHexString(ModelCalls.Sha256(piece.Body)))}:", piece.Header("Content-Digest"));
            Assert.InRange(piece.Body.Length, 1, 4096);
            Assert.Equal(tag ?? piece.Header("ETag"), piece.Header("ETag"));
            tag = piece.Header("ETag");
            flash.AddRange(piece.Body);
        }

        Assert.Equal(ModelCalls.Sha256(file), ModelCalls.Sha256([.. flash]));
    }

    [Fact]
    public async Task Curl_fetches_the_same_bytes_whole_in_ranges_and_resumed()
    {
        var (model, file, folder) = (await NewAsync(), ModelCalls.Sample(weightBytes: 300_000), new TemporaryFolder());
        (await ModelCalls.UploadAsync(Http, model, file)).Expect(200);
        var url = (await ModelCalls.UrlAsync(Http, model)).AbsoluteUri;
        var target = folder.File("model.tflite");
        await CurlAsync("-o", target, url);
        Assert.Equal(file, await File.ReadAllBytesAsync(target));
        await CurlAsync("-r", "4096-8191", "-o", target, url);
        Assert.Equal(file[4096..8192], await File.ReadAllBytesAsync(target));
        await CurlAsync("-r", "-100", "-o", target, url);
        Assert.Equal(file[^100..], await File.ReadAllBytesAsync(target));
        await File.WriteAllBytesAsync(target, file[..123_457]);
        await CurlAsync("-C", "-", "-o", target, url);
        Assert.Equal(file, await File.ReadAllBytesAsync(target));
        await CurlAsync("-r", "0-9,1000-1009", "-o", target, url);
        var parts = await File.ReadAllBytesAsync(target);
        Assert.True(parts.AsSpan().IndexOf(file.AsSpan(0, 10)) > 0 && parts.AsSpan().IndexOf(file.AsSpan(1000, 10)) > 0, "the bytes of both ranges");
        folder.Delete();
    }

    [Fact]
    public async Task A_file_that_is_missing_from_the_store_is_told()
    {
        var model = await NewAsync();
        (await ModelCalls.UploadAsync(Http, model, ModelCalls.Sample())).Expect(200);
        File.Delete(Path.Combine(Ground.Server.DataFolder, Assert.Single(FilesOf(model))));
        (await Http.GetAsync($"/models/{model}/download")).ExpectProblem(500, "not in the object store");
    }

    private static async Task CurlAsync(params string[] arguments)
    {
        using var curl = Process.Start("curl", ["--silent", "--show-error", "--fail", .. arguments]);
        await curl.WaitForExitAsync();
        Assert.Equal(0, curl.ExitCode);
    }
}
