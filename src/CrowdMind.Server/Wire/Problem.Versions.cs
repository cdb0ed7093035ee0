using CrowdMind.Datasets;
using CrowdMind.Generation;
using CrowdMind.Versions;

namespace CrowdMind.Server.Wire;

/// <summary>The refusals around versions.</summary>
internal sealed partial class Problem
{
    /// <summary>The name has that version already.</summary>
    public static Problem DatasetVersionTaken(Dataset of, string version, DatasetId? taken)
    {
        var who = taken is { } id ? $" ({id})" : "";
        return new Problem(
            StatusCodes.Status409Conflict, $"The dataset '{PathValues.Shown(of.Name)}' has a version '{version}' already{who}. Choose another version.");
    }

    /// <summary>A version takes no more rows.</summary>
    public static Problem VersionIsFinal(Dataset dataset) => new(
        StatusCodes.Status409Conflict,
        $"Version '{dataset.Version}' of the dataset '{PathValues.Shown(dataset.Name)}' was made whole and does not change; make another version.");

    /// <summary>The dataset waits for its first version.</summary>
    public static Problem DatasetWithoutRows(Dataset dataset) => new(
        StatusCodes.Status409Conflict, $"Dataset {dataset.Id} has no rows yet; generate or upload a version first.");

    /// <summary>The object store lost the version's file, or takes none of its size.</summary>
    public static Problem VersionFileLost(DatasetId id) => new(
        StatusCodes.Status500InternalServerError,
        $"The file of version {id} is not in the object store; it was deleted there, or the store takes no file of its size.");

    /// <summary>What asking for a version says that did not begin.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It did.</exception>
    public static Problem From(VersionStart start, Dataset of, string version) => start switch
    {
        VersionStart.Taken(var taken) => DatasetVersionTaken(of, version, taken),
        VersionStart.Invalid(var errors) => Invalid(
            errors.GroupBy(error => error.Path).ToDictionary(group => group.Key, group => group.Select(error => error.Message).ToArray())),
        VersionStart.Busy => TooManyGenerations(),
        _ => throw new ArgumentOutOfRangeException(nameof(start), start, "Not a refusal."),
    };

    /// <summary>What a version that was not made says.</summary>
    public static Problem From(GenerationOutcome outcome, Dataset of, string version) => outcome is GenerationOutcome.VersionTaken
        ? DatasetVersionTaken(of, version, taken: null)
        : From(outcome, of.Id) ?? Unforeseen();

    /// <summary>The file is not what it must be.</summary>
    public static Problem BadFile(IReadOnlyList<FileFault> faults, bool isMore)
    {
        string[] told = [.. faults.Select(fault => fault.Line is { } line ? $"Line {line}: {fault.Message}" : fault.Message)];
        return Invalid(new Dictionary<string, string[]> { ["file"] = isMore ? [.. told, "There is more."] : told })
            .With(new Dictionary<string, long?> { ["line"] = faults[0].Line });
    }
}
