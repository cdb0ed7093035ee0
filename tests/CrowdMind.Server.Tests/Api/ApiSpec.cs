using System.Text.Json;
using System.Text.RegularExpressions;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Api;

/// <summary>A part of the REST contract, held against the real server.</summary>
[Collection(Name)]
public abstract partial class ApiSpec(ApiGround ground) : ServerSpec<ApiGround>(ground)
{
    public const string Name = "api";

    protected static string[] Members(JsonElement json) => [.. json.EnumerateObject().Select(one => one.Name)];

    /// <summary>Holds that a member is a time as the contract writes it: UTC with six decimals and Z.</summary>
    protected static DateTimeOffset Instant(JsonElement json, string member)
    {
        var text = json.GetProperty(member).GetString()!;
        Assert.Matches(InstantPattern(), text);
        return DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Holds that a member is a time-ordered UUID as the server makes them.</summary>
    protected static Guid FreshId(JsonElement json, string member = "id")
    {
        var id = json.GetProperty(member).GetGuid();
        Assert.Equal(7, id.Version);
        Assert.Equal(id.ToString(), json.GetProperty(member).GetString());
        return id;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
    private static partial Regex InstantPattern();
}

[CollectionDefinition(ApiSpec.Name)]
public sealed class ApiTests : ICollectionFixture<ApiGround>;
