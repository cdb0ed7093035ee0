using System.Text.RegularExpressions;
using CrowdMind.Feeds;
using CrowdMind.TestKit;
using CrowdMind.Watches;

namespace CrowdMind.Server.Tests.Docs;

/// <summary>docs/ERRORS.md names every error there is.</summary>
public sealed partial class ErrorsPageTests
{
    private static readonly string Page = OneLine().Replace(
        File.ReadAllText(RepositoryFolder.Path("docs", "ERRORS.md")), " ");

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Every_message_of_a_problem_is_on_the_page(string sentence, string file) => Assert.True(
        Page.Contains(sentence, StringComparison.Ordinal),
        $"docs/ERRORS.md does not name \"{sentence}\" of {file}; give it a row with its cause and its cure.");

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Every_status_of_a_problem_has_a_section(int status) =>
        Assert.Contains($"## {status} ", Page, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Ends))]
    public void Every_end_of_a_subscription_or_a_watch_is_on_the_page_with_its_code(int code, string reason) =>
        Assert.Matches($@"\| {code} \| `{Regex.Escape(reason)}`", Page);

    [Fact]
    public void Messages_are_found_whole_with_their_values_left_out()
    {
        const string Source = """
            new(404, $"There is no {Kind(x, "a", other)} {id}."), With("limit_bytes"),
            $"It has {count}; " + $"1 to {most} are wanted.", more ? "yes" : $"{Short}: {value}"
            """;
        Assert.Equal(["There is no … ….", "It has …; 1 to … are wanted."], SentencesIn(Source));
    }

    public static TheoryData<string, string> Sentences()
    {
        var found = new TheoryData<string, string>();
        foreach (var (name, text) in Sources())
        {
            foreach (var sentence in SentencesIn(text).Distinct())
                found.Add(sentence, name);
        }

        return found;
    }

    public static TheoryData<int> Statuses() =>
    [
        .. Sources().SelectMany(source => Status().Matches(source.Text)).Select(found => int.Parse(found.Groups[1].Value)).Distinct(),
    ];

    public static TheoryData<int, string> Ends()
    {
        var ends = new TheoryData<int, string>();
        foreach (var end in Enum.GetValues<SubscriptionEnd>())
            ends.Add(end.Code(), end.Reason());
        foreach (var end in Enum.GetValues<WatchEnd>())
            ends.Add((int)end, end.Reason());
        return ends;
    }

    private static IEnumerable<(string Name, string Text)> Sources() =>
        from path in Directory.EnumerateFiles(RepositoryFolder.Path("src", "CrowdMind.Server", "Wire"), "Problem.*.cs")
        let name = Path.GetFileName(path)
        where name != "Problem.cs"
        orderby name
        select (name, Thrown().Replace(File.ReadAllText(path), ""));

    /// <summary>The texts that are sentences, with <c>…</c> for what is filled in; parts that are added are one text.</summary>
    private static IEnumerable<string> SentencesIn(string source) =>
        from texts in Texts().Matches(source)
        let parts = Text().Matches(texts.Value).Select(part => part.Groups[1].Value)
        let sentence = Value().Replace(string.Concat(parts), "…").Replace("\\\"", "\"", StringComparison.Ordinal)
        where Words().Count(sentence) >= 3
        select sentence;

    [GeneratedRegex(@"\s+")]
    private static partial Regex OneLine();

    // What is thrown tells the programmer, not the client.
    [GeneratedRegex("throw new .*")]
    private static partial Regex Thrown();

    [GeneratedRegex(@"StatusCodes\.Status(\d{3})")]
    private static partial Regex Status();

    // A text may hold texts within the braces of its values.
    [GeneratedRegex("""\$?"(?:[^"\\{]|\\.|\{[^{}]*\})*"(?:\s*\+\s*\$?"(?:[^"\\{]|\\.|\{[^{}]*\})*")*""")]
    private static partial Regex Texts();

    [GeneratedRegex("\\$?\"((?:[^\"\\\\{]|\\\\.|\\{[^{}]*\\})*)\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"(?<=\s|^)['(]?[a-zA-Z]{2,}")]
    private static partial Regex Words();
}
