using System.Security.Cryptography;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Objects;
using Microsoft.AspNetCore.WebUtilities;

namespace CrowdMind.Server.Tests.Objects;

/// <summary>The server's own signed URLs, through the front door.</summary>
public sealed class SignedRouteTests : IClassFixture<SignedRouteGround>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly SignedRouteGround _ground;
    private readonly string _key = $"models/{Guid.NewGuid():n}/model.tflite";
    private readonly byte[] _bytes = SourceStream.Bytes(100_000);

    public SignedRouteTests(SignedRouteGround ground)
    {
        _ground = ground;
        ground.Put(_key, _bytes);
    }

    private string Tag => $"\"{Convert.ToHexStringLower(SHA256.HashData(_bytes))}\"";

    [Fact]
    public async Task A_signed_url_answers_with_the_bytes_their_digest_and_a_file_name()
    {
        var answer = (await GetAsync(SignedRouteGround.Sign(_key, Hour, "wetter \"ü\".tflite"))).Expect(200);
        Assert.Equal(_bytes, answer.Body);
        Assert.Equal(Tag, answer.Header("ETag"));
        Assert.Equal("100000", answer.Header("Content-Length"));
        Assert.Equal("bytes", answer.Header("Accept-Ranges"));
        Assert.Equal("application/octet-stream", answer.MediaType);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.StartsWith("attachment;", answer.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.EndsWith("filename*=UTF-8''wetter%20%22%C3%BC%22.tflite", answer.Header("Content-Disposition"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HEAD_answers_the_same_without_the_bytes()
    {
        var answer = (await _ground.Http.SendAsync("HEAD", SignedRouteGround.Sign(_key, Hour), null)).Expect(200);
        Assert.Empty(answer.Body);
        Assert.Equal((Tag, "100000"), (answer.Header("ETag"), answer.Header("Content-Length")));
    }

    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=500-999", 500, 500)]
    [InlineData("bytes=99999-", 99_999, 1)]
    [InlineData("bytes=-10", 99_990, 10)]
    [InlineData("bytes=-200000", 0, 100_000)]
    [InlineData("bytes=90000-200000", 90_000, 10_000)]
    public async Task A_range_is_answered_with_206(string range, int offset, int length)
    {
        var answer = (await GetAsync(SignedRouteGround.Sign(_key, Hour), ("Range", range))).Expect(206);
        Assert.Equal(_bytes[offset..(offset + length)], answer.Body);
        Assert.Equal($"bytes {offset}-{offset + length - 1}/100000", answer.Header("Content-Range"));
        Assert.Equal(Tag, answer.Header("ETag"));
    }

    [Theory]
    [InlineData("bytes=100000-")]
    [InlineData("bytes=200000-300000")]
    [InlineData("bytes=-0")]
    public async Task A_range_beyond_the_end_is_416_with_the_size(string range)
    {
        var answer = await GetAsync(SignedRouteGround.Sign(_key, Hour), ("Range", range));
        answer.ExpectProblem(416, "100000");
        Assert.Equal("bytes */100000", answer.Header("Content-Range"));
    }

    [Theory]
    [InlineData("bytes=5-1")]
    [InlineData("bytes=0-99999,5-6")]
    [InlineData("bytes=0-0,2-2,4-4,6-6,8-8,10-10,12-12,14-14,16-16,18-18,20-20,22-22,24-24,26-26,28-28,30-30,32-32")]
    [InlineData("lines=0-1")]
    [InlineData("nonsense")]
    public async Task Any_other_range_gets_the_whole(string range) =>
        Assert.Equal(_bytes, (await GetAsync(SignedRouteGround.Sign(_key, Hour), ("Range", range))).Expect(200).Body);

    [Fact]
    public async Task Several_ranges_are_the_parts_of_one_body()
    {
        var answer = (await GetAsync(SignedRouteGround.Sign(_key, Hour), ("Range", "bytes=0-9, 99990-,200000-,500-70499"))).Expect(206);
        Assert.Equal("multipart/byteranges", answer.MediaType);
        Assert.Null(answer.Header("Content-Range"));
        Assert.Equal($"{answer.Body.Length}", answer.Header("Content-Length"));
        var boundary = answer.Header("Content-Type")!.Split("boundary=")[1];
        var parts = new MultipartReader(boundary, new MemoryStream(answer.Body));
        foreach (var (from, to) in new[] { (0, 9), (99_990, 99_999), (500, 70_499) })
        {
            var part = (await parts.ReadNextSectionAsync())!;
            Assert.Equal($"bytes {from}-{to}/100000", part.Headers!["Content-Range"]);
            using var bytes = new MemoryStream();
            await part.Body.CopyToAsync(bytes);
            Assert.Equal(_bytes[from..(to + 1)], bytes.ToArray());
        }

        Assert.Null(await parts.ReadNextSectionAsync());
    }

    [Fact]
    public async Task The_digests_are_those_of_the_whole_and_of_the_part_that_came()
    {
        var whole = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(_bytes))}:";
        var url = SignedRouteGround.Sign(_key, Hour);
        foreach (var method in new[] { "GET", "HEAD" })
        {
            var all = (await _ground.Http.SendAsync(method, url, null)).Expect(200);
            Assert.Equal((whole, whole), (all.Header("Content-Digest"), all.Header("Repr-Digest")));
        }

        var small = (await GetAsync(url, ("Range", "bytes=4096-8191"))).Expect(206);
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(small.Body))}:", small.Header("Content-Digest"));
        Assert.Equal(whole, small.Header("Repr-Digest"));
        var large = (await GetAsync(url, ("Range", "bytes=1-"))).Expect(206);
        Assert.Equal((null, whole), (large.Header("Content-Digest"), large.Header("Repr-Digest")));
    }

    [Fact]
    public async Task Who_has_the_bytes_gets_304()
    {
        var url = SignedRouteGround.Sign(_key, Hour);
        foreach (var tags in new[] { Tag, $"\"other\", W/{Tag}", "*" })
        {
            var answer = (await GetAsync(url, ("If-None-Match", tags), ("Range", "bytes=0-9"))).Expect(304);
            Assert.Equal((Tag, 0), (answer.Header("ETag"), answer.Body.Length));
        }

        (await GetAsync(url, ("If-None-Match", "\"other\""))).Expect(200);
    }

    [Fact]
    public async Task A_range_of_other_bytes_gets_the_whole()
    {
        var url = SignedRouteGround.Sign(_key, Hour);
        (await GetAsync(url, ("Range", "bytes=0-9"), ("If-Range", Tag))).Expect(206);
        Assert.Equal(_bytes, (await GetAsync(url, ("Range", "bytes=0-9"), ("If-Range", "\"other\""))).Expect(200).Body);
    }

    [Fact]
    public async Task The_digest_follows_the_bytes()
    {
        var url = SignedRouteGround.Sign(_key, Hour);
        Assert.Equal(Tag, (await GetAsync(url)).Header("ETag"));
        var other = SourceStream.Bytes(_bytes.Length, seed: 9);
        _ground.Put(_key, other);
        var answer = (await GetAsync(url)).Expect(200);
        Assert.Equal(other, answer.Body);
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(other))}\"", answer.Header("ETag"));
    }

    [Fact]
    public async Task A_url_that_was_not_signed_so_is_403_whatever_was_changed()
    {
        var url = SignedRouteGround.Sign(_key, Hour);
        var later = SignedRouteGround.Sign(_key, TimeSpan.FromHours(2));
        string[] wrong =
        [
            url[..^1] + (url[^1] == 'A' ? 'B' : 'A'),
            url[..url.IndexOf("signature", StringComparison.Ordinal)] + later[later.IndexOf("signature", StringComparison.Ordinal)..],
            url.Replace("name=model", "name=virus", StringComparison.Ordinal),
            url.Replace("/model.tflite?", "/other.tflite?", StringComparison.Ordinal),
            url.Replace("/models/", "/models/../models/", StringComparison.Ordinal).Replace("/models/../", "/x/", StringComparison.Ordinal),
            SignedRouteGround.Sign(_key, Hour, signingKey: "another signing key than the right one"),
            url[..url.IndexOf("&signature", StringComparison.Ordinal)],
            url[..url.IndexOf("&name", StringComparison.Ordinal)],
            url + "A",
            url + "%",
            url[..(url.IndexOf("signature=", StringComparison.Ordinal) + 10)] + "not*base64*at*all",
            $"/objects/{_key}",
            "/objects/..%2f..%2fcrowdmind.db?expires=1&name=a&signature=a",
            "/objects/?expires=1&name=a&signature=a",
        ];
        foreach (var one in wrong)
            (await GetAsync(one)).ExpectProblem(403, "signature");
    }

    [Fact]
    public async Task A_url_that_expired_is_403_and_says_when() =>
        (await GetAsync(SignedRouteGround.Sign(_key, TimeSpan.FromSeconds(-1)))).ExpectProblem(403, "expired at 20");

    [Fact]
    public async Task What_was_deleted_since_is_404()
    {
        var gone = $"models/{Guid.NewGuid():n}/gone.tflite";
        (await GetAsync(SignedRouteGround.Sign(gone, Hour))).ExpectProblem(404, gone);
    }

    [Fact]
    public async Task An_empty_object_is_served_too()
    {
        var empty = $"models/{Guid.NewGuid():n}/empty.bin";
        _ground.Put(empty, []);
        Assert.Empty((await GetAsync(SignedRouteGround.Sign(empty, Hour))).Expect(200).Body);
        (await GetAsync(SignedRouteGround.Sign(empty, Hour), ("Range", "bytes=0-"))).ExpectProblem(416, "0 bytes");
    }

    private Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => _ground.Http.GetAsync(path, headers);
}
