using CrowdMind.House.Tests.Rules;
using static CrowdMind.House.Tests.Planted.Plant;

namespace CrowdMind.House.Tests.Planted;

public sealed class CoreRulesTests
{
    [Theory]
    [InlineData("using Microsoft.AspNetCore.Http;")]
    [InlineData("using Microsoft.Data.Sqlite;")]
    [InlineData("using Npgsql;")]
    [InlineData("using static Dapper.SqlMapper;")]
    [InlineData("using StackExchange.Redis;")]
    [InlineData("using SQLitePCL;")]
    [InlineData("class A { Npgsql.NpgsqlConnection? c; }")]
    [InlineData("class A { global::Microsoft.AspNetCore.Http.HttpContext? c; }")]
    public void The_core_naming_the_outside_is_found(string line) =>
        Assert.Single(CoreRules.OutsideNames([File("src/CrowdMind/Logs/A.cs", line)]));

    [Theory]
    [InlineData("src/CrowdMind/Logs/A.cs", "// as Npgsql does")]
    [InlineData("src/CrowdMind/Logs/A.cs", "using Microsoft.Extensions.Logging;")]
    [InlineData("src/CrowdMind/Logs/A.cs", "class A { string Dapperling = \"Dapper\"; }")]
    [InlineData("src/CrowdMind.Server/Engines/Sqlite/A.cs", "using Microsoft.Data.Sqlite;")]
    public void Other_names_and_other_places_are_allowed(string path, string line) =>
        Assert.Empty(CoreRules.OutsideNames([File(path, line)]));

    [Theory]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk.Web\">")]
    [InlineData("<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />")]
    [InlineData("<ProjectReference Include=\"../CrowdMind.Server/CrowdMind.Server.csproj\" />")]
    [InlineData("<PackageReference Include=\"Npgsql\" />")]
    [InlineData("<PackageReference Include=\"StackExchange.Redis\" />")]
    [InlineData("<PackageReference Include=\"AWSSDK.S3\" />")]
    public void The_cores_project_asking_for_the_outside_is_found(string line) =>
        Assert.Single(CoreRules.OutsideReferences([File("src/CrowdMind/CrowdMind.csproj", line)]));

    [Theory]
    [InlineData("src/CrowdMind/CrowdMind.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">")]
    [InlineData("src/CrowdMind/CrowdMind.csproj", "<InternalsVisibleTo Include=\"CrowdMind.Tests\" />")]
    [InlineData("src/CrowdMind.Server/CrowdMind.Server.csproj", "<PackageReference Include=\"Npgsql\" />")]
    public void Other_references_are_allowed(string path, string line) =>
        Assert.Empty(CoreRules.OutsideReferences([File(path, line)]));
}
