using CrowdMind.House.Tests.Rules;
using static CrowdMind.House.Tests.Planted.Plant;

namespace CrowdMind.House.Tests.Planted;

public sealed class SizeAndNameTests
{
    [Theory]
    [InlineData("src/CrowdMind/A.cs", 321)]
    [InlineData("src/CrowdMind.Server/Engines/Sqlite/append.sql", 321)]
    [InlineData("samples/crowd/A.cs", 321)]
    [InlineData("tests/CrowdMind.Tests/A.cs", 401)]
    public void A_long_file_is_found(string path, int lines) =>
        Assert.Single(SizeRules.LongFiles([File(path, [.. Enumerable.Repeat("x", lines)])]));

    [Theory]
    [InlineData("src/CrowdMind/A.cs", 320)]
    [InlineData("tests/CrowdMind.Tests/A.cs", 400)]
    [InlineData("docs/PROTOCOL.md", 1000)]
    [InlineData("src/crowdmind-client/generated/client.ts", 5000)]
    public void Shorter_files_documents_and_generated_ones_are_allowed(string path, int lines) =>
        Assert.Empty(SizeRules.LongFiles([File(path, [.. Enumerable.Repeat("x", lines)])]));

    [Fact]
    public void The_line_break_at_the_end_is_no_line() =>
        Assert.Empty(SizeRules.LongFiles([File("src/A.cs", [.. Enumerable.Repeat("x", 320), ""])]));

    [Theory]
    [InlineData("src/CrowdMind/Services/A.cs")]
    [InlineData("src/CrowdMind.Server/Api/Helpers/A.cs")]
    [InlineData("tests/CrowdMind.TestKit/Common/A.cs")]
    [InlineData("samples/crowd/utils/A.cs")]
    public void A_folder_that_says_nothing_is_found(string path) =>
        Assert.Single(NameRules.BannedFolders([File(path), File(path.Replace("A.cs", "B.cs"))]));

    [Fact]
    public void A_folder_named_for_a_concept_is_allowed() =>
        Assert.Empty(NameRules.BannedFolders([File("src/CrowdMind/Feeds/Internals/Services.cs")]));

    [Theory]
    [InlineData("public sealed class LogManager;")]
    [InlineData("internal static class JsonHelper { }")]
    [InlineData("public record struct AgentInfo(int A);")]
    [InlineData("public abstract class StoreBase<T> where T : class { }")]
    [InlineData("class Outer { private interface IUploadService { } }")]
    [InlineData("public delegate void RunService(int a);")]
    public void A_type_that_says_nothing_is_found(string code) =>
        Assert.Single(NameRules.BannedEndings([At("CrowdMind/Logs", code)], NameRules.Forced));

    [Theory]
    [InlineData("public sealed class Log { string LogManager = \"class AManager\"; }")]
    [InlineData("public sealed class Database; // class DatabaseManager")]
    [InlineData("public sealed class Baseline : BackgroundService;")]
    public void Members_bases_and_comments_are_no_type_names(string code) =>
        Assert.Empty(NameRules.BannedEndings([At("CrowdMind/Logs", code)], NameRules.Forced));

    [Theory]
    [InlineData("class SweepService : BackgroundService;", 0)]
    [InlineData("class SweepService;", 1)]
    public void A_listed_name_is_allowed_as_long_as_the_framework_forces_it(string code, int findings)
    {
        var forced = new Dictionary<string, string> { ["SweepService"] = "BackgroundService" };
        Assert.Equal(findings, NameRules.BannedEndings([At("CrowdMind/Logs", code)], forced).Count());
    }
}
