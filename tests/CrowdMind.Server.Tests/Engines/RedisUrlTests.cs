using CrowdMind.Server.Engines.Redis;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>What REDIS_URL may say.</summary>
public sealed class RedisUrlTests
{
    [Theory]
    [InlineData("redis://localhost", "localhost:6379", null, false)]
    [InlineData("redis://cache.example:7000/", "cache.example:7000", null, false)]
    [InlineData("redis://cache.example:7000/0", "cache.example:7000", null, false)]
    [InlineData("redis://:open%20sesame@cache.example", "cache.example:6379", "open sesame", false)]
    [InlineData("redis://default:a/b@c:d@cache.example:1", "cache.example:1", "a/b@c:d", false)]
    [InlineData("rediss://:s3cret@cache.example:6380", "cache.example:6380", "s3cret", true)]
    [InlineData("redis://[::1]:6379,10.0.0.2,third.example:7", "::1:6379 10.0.0.2:6379 third.example:7", null, false)]
    [InlineData("cache.example", "cache.example:6379", null, false)]
    [InlineData("cache.example:6380,password=s3cret,ssl=True,abortConnect=False", "cache.example:6380", "s3cret", true)]
    [InlineData("10.0.0.1:1,10.0.0.2:2,defaultDatabase=0", "10.0.0.1:1 10.0.0.2:2", null, false)]
    public void Both_forms_are_read(string url, string servers, string? password, bool tls)
    {
        var options = RedisUrl.Parse(url, "crowdmind");
        Assert.Equal(servers, string.Join(' ', options.Servers.Select(server => $"{server.Host}:{server.Port}")));
        Assert.Equal((password, tls), (options.Password, options.UseTls));
    }

    [Theory]
    [InlineData("http://localhost", "redis://")]
    [InlineData("redis://", "host:port")]
    [InlineData("redis://localhost:port", "host:port")]
    [InlineData("redis://localhost:70000", "host:port")]
    [InlineData("redis://localhost:0", "host:port")]
    [InlineData("redis://one,,two", "host:port")]
    [InlineData("redis://localhost/3", "REDIS_PREFIX")]
    [InlineData("redis://localhost/cache", "REDIS_PREFIX")]
    [InlineData("redis://localhost?db=3", "question mark")]
    [InlineData("redis://ada:s3cret@localhost", "default user")]
    [InlineData("redis://s3cret@localhost", "default user")]
    [InlineData("localhost,defaultDatabase=3", "REDIS_PREFIX")]
    [InlineData("localhost,colour=blue", "keywords")]
    [InlineData("localhost,ssl=perhaps", "keywords")]
    [InlineData("password=s3cret", "name a server")]
    public void What_cannot_work_is_refused_with_what_would(string url, string right)
    {
        var refusal = Assert.Throws<SettingException>(() => RedisUrl.Parse(url, "crowdmind"));
        Assert.StartsWith("REDIS_URL is '", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(right, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis://:s3cret@host:1", "redis://***@host:1")]
    [InlineData("redis://default:s3c@ret@host:1", "redis://***@host:1")]
    [InlineData("rediss://host:1", "rediss://host:1")]
    [InlineData(":s3cret@host", "***@host")]
    [InlineData("host:1,password=s3c@ret,ssl=true", "host:1,password=***,ssl=true")]
    [InlineData("host:1,Password = s3cret", "host:1,Password =***")]
    public void No_password_is_shown(string url, string shown) => Assert.Equal(shown, RedisUrl.Mask(url));

    [Fact]
    public void Options_do_not_print_their_password() =>
        Assert.Equal("redis://***@host", $"{RedisUrl.Parse("redis://:s3cret@host", "crowdmind")}");
}
