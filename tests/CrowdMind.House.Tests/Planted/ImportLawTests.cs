using CrowdMind.House.Tests.Rules;
using CrowdMind.House.Tests.Sources;
using static CrowdMind.House.Tests.Planted.Plant;

namespace CrowdMind.House.Tests.Planted;

public sealed class ImportLawTests
{
    [Theory]
    [InlineData("CrowdMind/Feeds", "using CrowdMind.Server.Api;")]
    [InlineData("CrowdMind/Agents", "using CrowdMind.Feeds;")]
    [InlineData("CrowdMind", "using CrowdMind.Logs;")]
    [InlineData("CrowdMind.Server/Wire", "using CrowdMind.Server.Hosting;")]
    [InlineData("CrowdMind.Server/Api", "using static CrowdMind.Server.Hosting.ServerOptions;")]
    [InlineData("CrowdMind/Logs", "using Live = CrowdMind.Feeds.Feed;")]
    [InlineData("CrowdMind/Logs", "using Live = global::CrowdMind.Feeds.Feed;")]
    public void An_upward_using_is_found(string room, string line) => Assert.Single(Broken(At(room, "", line)));

    [Theory]
    [InlineData("CrowdMind/Feeds", "using CrowdMind.Recording;")]
    [InlineData("CrowdMind.Server/Api", "using CrowdMind.Server.Engines.Sqlite;")]
    [InlineData("CrowdMind.Server/Api", "using CrowdMind.Server.Transports;")]
    [InlineData("CrowdMind.Server/Engines/Sqlite", "using CrowdMind.Server.Engines.Postgres;")]
    [InlineData("CrowdMind.Server/Transports/SignalR", "using CrowdMind.Server.Transports.WebSockets;")]
    [InlineData("CrowdMind.Server/Transports", "using CrowdMind.Server.Transports.SignalR;")]
    public void A_sideways_using_is_found(string room, string line) => Assert.Single(Broken(At(room, "", line)));

    [Theory]
    [InlineData("CrowdMind/Logs", "class A { CrowdMind.Feeds.Feed? feed; }")]
    [InlineData("CrowdMind/Logs", "class A { global::CrowdMind.Feeds.Feed? feed; }")]
    [InlineData("CrowdMind/Logs", "class A { CrowdMind\n  .Feeds\n  .Feed? feed; }")]
    [InlineData("CrowdMind/Logs", "class A { string s = $\"{nameof(CrowdMind.Feeds.Feed),3:D}\"; }")]
    public void A_fully_qualified_name_counts_like_a_using(string room, string body) =>
        Assert.Single(Broken(At(room, body)));

    [Theory]
    [InlineData("CrowdMind/Logs", "class A { Feeds.Feed? feed; }")]
    [InlineData("CrowdMind/Logs", "using Feeds;")]
    [InlineData("CrowdMind.Server/Api", "class A { Engines.Sqlite.SqliteLog? log; }")]
    [InlineData("CrowdMind.Server/Engines/Sqlite", "class A { Postgres.PostgresLog? log; }")]
    public void A_name_relative_to_an_enclosing_namespace_counts_too(string room, string body) =>
        Assert.Single(Broken(At(room, body)));

    [Fact]
    public void The_bare_name_of_a_type_in_an_enclosing_namespace_counts_too() =>
        Assert.Single(Broken(At("CrowdMind.Server/Api", "class A { Startup? startup; }")));

    [Theory]
    [InlineData("CrowdMind/Feeds", "class A { LogPage? page; Seq after; }", "using CrowdMind.Logs;")]
    [InlineData("CrowdMind.Server/Hosting", "", "using CrowdMind.Server.Engines.Sqlite;\nusing CrowdMind.Server.Api;")]
    [InlineData("CrowdMind.Server/Transports/SignalR", "class A { Ending ending; }", "using CrowdMind.Server.Wire;")]
    [InlineData("CrowdMind/Logs", "class A { int n = page.Agents.Agent + other.Feeds.Feed; }", "")]
    [InlineData("CrowdMind/Logs", "class A { int n = Feeds.Count; }", "")]
    [InlineData("CrowdMind/Agents", "class A { class Feed; Feed feed; }", "")]
    public void Looking_down_or_at_a_member_is_allowed(string room, string body, string usings) =>
        Assert.Empty(Broken(At(room, body, usings)));

    [Theory]
    [InlineData("// using CrowdMind.Server.Api;")]
    [InlineData("/* using CrowdMind.Server.Api;\n CrowdMind.Server.Api.Problem */")]
    [InlineData("class A { string s = \"CrowdMind.Server.Api\"; }")]
    [InlineData("class A { string s = @\"a\"\" CrowdMind.Server.Api \\\"; }")]
    [InlineData("class A { string s = $\"{{CrowdMind.Server.Api}}\"; }")]
    [InlineData("class A { string s = \"\"\"\n \"\" CrowdMind.Server.Api\n \"\"\"; char c = '\"'; }")]
    [InlineData("class A { string s = $$\"\"\"{ CrowdMind.Server.Api } {{s}}\"\"\"; }")]
    public void Comments_and_strings_look_nowhere(string body) => Assert.Empty(Broken(At("CrowdMind/Feeds", body)));

    [Fact]
    public void The_finding_names_file_line_and_both_floors()
    {
        var finding = Assert.Single(Broken(At("CrowdMind/Feeds", "", "\nusing CrowdMind.Server.Api;")));
        Assert.Equal(
            "src/CrowdMind/Feeds/Planted.cs:2  CrowdMind.Feeds (floor 30) names CrowdMind.Server.Api, "
            + "CrowdMind.Server.Api (floor 50)",
            finding.ToString());
    }

    [Fact]
    public void A_room_without_a_floor_is_found_once() => Assert.Single(RoomRules.RoomsWithoutFloor(
        PlanWith(At("CrowdMind/Moods", "class A;"), At("CrowdMind/Moods/Deep", "class B;"))));

    [Fact]
    public void A_sub_room_of_a_wing_needs_a_floor_of_its_own() =>
        Assert.Single(RoomRules.RoomsWithoutFloor(PlanWith(At("CrowdMind.Server/Engines/Mongo", "class A;"))));

    [Fact]
    public void A_namespace_other_than_the_folders_is_found() => Assert.Single(RoomRules.ForeignNamespaces(
        PlanWith(File("src/CrowdMind/Logs/A.cs", "namespace CrowdMind.Server.Api;"))));

    [Theory]
    [InlineData("src/CrowdMind.Server/Usings.cs", "global using CrowdMind.Server.Hosting;")]
    [InlineData("src/CrowdMind.Server/CrowdMind.Server.csproj", "  <Using Include=\"CrowdMind.Server.Hosting\" />")]
    public void A_global_using_of_a_room_is_found(string path, string line) =>
        Assert.Single(RoomRules.GlobalUsings([File(path, line)]));

    [Theory]
    [InlineData("src/CrowdMind.Server/Usings.cs", "global using System.Text;")]
    [InlineData("src/CrowdMind.Server/CrowdMind.Server.csproj", "  <Using Include=\"CrowdMind\" />")]
    public void Other_global_usings_are_allowed(string path, string line) =>
        Assert.Empty(RoomRules.GlobalUsings([File(path, line)]));

    [Fact]
    public void Two_folders_that_import_each_other_are_found() => Assert.Equal(2, ImportCycles.In(PlanWith(
        At("CrowdMind/Feeds", "", "using CrowdMind.Recording;"),
        At("CrowdMind/Recording", "", "using CrowdMind.Feeds;"))).Count());

    [Fact]
    public void A_cycle_over_a_third_folder_of_one_room_is_found() => Assert.Equal(3, ImportCycles.In(PlanWith(
        At("CrowdMind.Server/Api/Lists", "class B;", "using CrowdMind.Server.Api.Errors;"),
        At("CrowdMind.Server/Api/Errors", "class C { Problem? problem; }"),
        At("CrowdMind.Server/Api", "class D;", "using CrowdMind.Server.Api.Lists;"))).Count());

    [Fact]
    public void Folders_that_import_each_other_one_way_are_no_cycle() => Assert.Empty(ImportCycles.In(PlanWith(
        At("CrowdMind.Server/Api", "", "using CrowdMind.Feeds;"),
        At("CrowdMind/Feeds", "", "using CrowdMind.Logs;"),
        At("CrowdMind.Server/Wire", "", "using CrowdMind.Logs;"))));

    private static IEnumerable<Finding> Broken(SourceFile file) => RoomRules.LooksUpOrSideways(PlanWith(file));
}
