using CrowdMind.House.Tests.Layout;
using CrowdMind.House.Tests.Rules;
using CrowdMind.House.Tests.Sources;

namespace CrowdMind.House.Tests;

/// <summary>The repository as it stands keeps the rules of the house.</summary>
public sealed class TheHouse
{
    private static readonly IReadOnlyList<SourceFile> All = Repository.Files;
    private static readonly IReadOnlyList<SourceFile> Src = [.. All.Where(file => file.IsUnder("src"))];
    private static readonly Plan Plan = new(All);

    [Fact]
    public void The_sources_are_found_and_read() => Assert.NotEmpty(Plan.Files.SelectMany(file => file.Tokens));

    [Fact]
    public void Every_room_stands_on_a_floor() => Law.Holds(
        RoomRules.RoomsWithoutFloor(Plan),
        "give the room its line in tests/CrowdMind.House.Tests/Layout/Floors.cs, on the lowest floor that works.");

    [Fact]
    public void A_line_looks_down_never_up_or_sideways() => Law.Holds(
        RoomRules.LooksUpOrSideways(Plan),
        "move what both need to a room below, or hand it in from Hosting; see the floors in Layout/Floors.cs.");

    [Fact]
    public void No_folder_imports_itself_by_a_detour() => Law.Holds(
        ImportCycles.In(Plan),
        "decide which of the folders knows the other, and move what the other needs into it or below both.");

    [Fact]
    public void A_namespace_is_its_folder() => Law.Holds(
        RoomRules.ForeignNamespaces(Plan),
        "declare the namespace that the folder's path spells, or move the file.");

    [Fact]
    public void No_room_is_opened_to_everybody_by_a_global_using() => Law.Holds(
        RoomRules.GlobalUsings(All),
        "write the using in the files that need it.");

    [Fact]
    public void The_core_names_no_wire_and_no_database() => Law.Holds(
        CoreRules.OutsideNames(All).Concat(CoreRules.OutsideReferences(All)),
        "put it in src/CrowdMind.Server, behind a port of the core where the core needs it.");

    [Fact]
    public void Files_stay_short() => Law.Holds(
        SizeRules.LongFiles(All),
        "find the second concept in the file and give it a file of its own.");

    [Fact]
    public void Folders_are_named_for_concepts() => Law.Holds(
        NameRules.BannedFolders(All),
        "name the folder for what its files are about.");

    [Fact]
    public void Types_are_named_for_what_they_are() => Law.Holds(
        NameRules.BannedEndings(All, NameRules.Forced),
        "name the type for what it is or does; if a framework type forces the name, list it in NameRules.Forced.");

    [Fact]
    public void A_file_holds_one_public_type() => Law.Holds(
        TypeRules.CrowdedFiles(Src),
        "give each public type its own file (at least 95 % of the files keep this).");

    [Fact]
    public void An_interface_has_two_implementations() => Law.Holds(
        TypeRules.LoneInterfaces(Src, TypeRules.PortsAwaitingAnEngine),
        "use the class itself; if a second implementation is on its way, list the port in TypeRules.");

    [Fact]
    public void Time_is_handed_in() => Law.Holds(
        CodeRules.OwnClocks(All),
        "take a TimeProvider, and wait with its timers or on a signal.");

    [Fact]
    public void No_method_is_async_void() => Law.Holds(
        CodeRules.AsyncVoids(All),
        "return a Task and have someone await it.");

    [Fact]
    public void No_region_hides_code() => Law.Holds(
        CodeRules.Regions(All),
        "remove the region; if the file needs folding, it needs splitting.");

    [Fact]
    public void No_note_says_that_something_is_still_to_be_done() => Law.Holds(
        CodeRules.LeftoverNotes(All),
        "do it now, or leave it out.");

    [Fact]
    public void No_path_of_one_machine_is_written_down() => Law.Holds(
        CodeRules.MachinePaths(All),
        "use a relative path, a setting, or Path.GetTempPath().");
}
