using System.Net;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ObjectStoreSpec
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_signed_url_gives_the_object_to_anybody_as_an_attachment()
    {
        var (key, bytes) = (NewKey(), Bytes(100_000));
        await PutAsync(key, bytes);
        using var answer = await FetchAsync(await SignAsync(key, Hour, "wetter münchen.tflite"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync(Stop));
        var disposition = Assert.Single(answer.Content.Headers.NonValidated["Content-Disposition"]);
        Assert.StartsWith("attachment;", disposition, StringComparison.Ordinal);
        Assert.Contains("filename*=UTF-8''wetter%20m%C3%BCnchen.tflite", disposition, StringComparison.Ordinal);
        Assert.NotNull(answer.Headers.ETag);
    }

    [Fact]
    public async Task A_signed_url_takes_a_range()
    {
        var (key, bytes) = (NewKey(), Bytes(100_000));
        await PutAsync(key, bytes);
        using var answer = await FetchAsync(await SignAsync(key, Hour, "m.bin"), "bytes=50000-50999");
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(bytes[50_000..51_000], await answer.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal(100_000, answer.Content.Headers.ContentRange?.Length);
    }

    [Fact]
    public async Task A_signed_url_is_for_one_object_only()
    {
        var (key, secret) = (NewKey(), NewKey());
        await PutAsync(key, Bytes(10));
        await PutAsync(secret, Bytes(20));
        var url = await SignAsync(key, Hour, "m.bin");
        var other = new Uri(url.OriginalString.Replace(key.FileName, secret.FileName, StringComparison.Ordinal), UriKind.RelativeOrAbsolute);
        using var answer = await FetchAsync(other);
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.Forbidden });
    }

    [Fact]
    public async Task A_signed_url_that_was_changed_is_refused()
    {
        var key = NewKey();
        await PutAsync(key, Bytes(10));
        var url = (await SignAsync(key, Hour, "m.bin")).OriginalString;
        foreach (var name in new[] { "signature", "token", "X-Amz-Signature", "X-Amz-Expires", "expires" })
        {
            var at = url.IndexOf(name + "=", StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                continue;
            at += name.Length + 1;
            var changed = $"{url[..at]}{(url[at] == '1' ? '2' : '1')}{url[(at + 1)..]}";
            using var answer = await FetchAsync(new Uri(changed, UriKind.RelativeOrAbsolute));
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.Forbidden });
        }
    }

    [Fact]
    public async Task A_signed_url_expires()
    {
        var key = NewKey();
        await PutAsync(key, Bytes(10));
        var url = await SignAsync(key, TimeSpan.FromSeconds(2), "m.bin");
        using (var early = await FetchAsync(url))
            Assert.Equal(HttpStatusCode.OK, early.StatusCode);
        await Eventually.TrueAsync(
            async () =>
            {
                using var late = await FetchAsync(url);
                return late.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden;
            },
            TimeSpan.FromSeconds(10),
            () => "the url was refused",
            Stop);
    }

    [Fact]
    public async Task There_is_no_signed_url_for_what_is_not_there() =>
        Assert.Null(await Store.SignUrlAsync(NewKey(), Hour, "m.bin", Stop));

    private async Task<Uri> SignAsync(CrowdMind.Objects.ObjectKey key, TimeSpan lifetime, string fileName)
    {
        var url = await Store.SignUrlAsync(key, lifetime, fileName, Stop);
        Assert.NotNull(url);
        return url;
    }
}
