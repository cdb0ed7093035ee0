using CrowdMind.House.Tests.Rules;
using static CrowdMind.House.Tests.Planted.Plant;

namespace CrowdMind.House.Tests.Planted;

public sealed class CodeRulesTests
{
    [Theory]
    [InlineData("await Task.Delay(100);")]
    [InlineData("await System.Threading.Tasks.Task . Delay(100);")]
    [InlineData("Thread.Sleep(1);")]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("var now = DateTimeOffset.UtcNow;")]
    [InlineData("Func<DateTime> now = () => DateTime.Now;")]
    public void A_clock_of_its_own_is_found(string line) =>
        Assert.Single(CodeRules.OwnClocks([File("src/CrowdMind/A.cs", line)]));

    [Theory]
    [InlineData("src/CrowdMind/A.cs", "var now = time.GetUtcNow(); // not DateTime.UtcNow")]
    [InlineData("src/CrowdMind/A.cs", "string hint = \"Thread.Sleep(1)\";")]
    [InlineData("tests/CrowdMind.Tests/A.cs", "await Task.Delay(100);")]
    [InlineData("samples/crowd/A.cs", "var now = DateTimeOffset.UtcNow;")]
    public void A_clock_handed_in_is_allowed_and_tests_and_samples_have_their_own(string path, string line) =>
        Assert.Empty(CodeRules.OwnClocks([File(path, line)]));

    [Fact]
    public void Async_void_is_found() => Assert.Single(CodeRules.AsyncVoids(
        [File("tests/A.cs", "private async\n  void Run() { }", "async Task B() { }")]));

    [Fact]
    public void A_region_is_found_at_both_ends() => Assert.Equal(
        [1, 3],
        CodeRules.Regions([File("src/A.cs", "  # region It's mine", "string s = \"#region\";", "#endregion")])
            .Select(finding => finding.Line));

    [Theory]
    [InlineData("// TO" + "DO: later")]
    [InlineData("-- FIX" + "ME")]
    public void A_note_for_later_is_found(string line) =>
        Assert.Single(CodeRules.LeftoverNotes([File("src/CrowdMind.Server/a.sql", line)]));

    [Theory]
    [InlineData("src/CrowdMind/A.cs", "string path = \"/tmp/crowdmind.db\";")]
    [InlineData("docs/OPERATING.md", "Run it from /home/me/crowdmind.")]
    [InlineData("samples/crowd/README.md", "cd /work/main")]
    public void A_path_of_one_machine_is_found(string path, string line) =>
        Assert.Single(CodeRules.MachinePaths([File(path, line)]));

    [Theory]
    [InlineData("docs/OPERATING.md", "See http://localhost:8000/home and ./tmp/x, src/work/y, /workers, {root}/tmp.")]
    [InlineData("tests/CrowdMind.Tests/A.cs", "string path = \"/tmp/crowdmind.db\";")]
    public void Addresses_relative_paths_and_tests_are_allowed(string path, string line) =>
        Assert.Empty(CodeRules.MachinePaths([File(path, line)]));

    [Fact]
    public void A_failure_lists_the_places_and_says_what_to_do()
    {
        var failure = Assert.Throws<Xunit.Sdk.FailException>(() => Law.Holds(
            [new Finding("src/B.cs", 2, "two"), new Finding("src/A.cs", 7, "seven")], "mend it."));
        Assert.Equal("2 found:\n  src/A.cs:7  seven\n  src/B.cs:2  two\nWhat to do: mend it.", failure.Message);
    }
}
