using CrowdMind.Models;
using CrowdMind.Uploads;

namespace CrowdMind.Server.Wire;

/// <summary>The refusals around models.</summary>
internal sealed partial class Problem
{
    /// <summary>No model is meant.</summary>
    public static Problem ModelNotFound(ModelReference reference) => new(StatusCodes.Status404NotFound, reference switch
    {
        ModelReference.ById(var id) => $"There is no model {id}.",
        ModelReference.ByAlias(var name, var alias) => $"The model '{PathValues.Shown(name)}' has no alias '{PathValues.Shown(alias)}'.",
        ModelReference.ByVersion(var name, var version) =>
            $"The model '{PathValues.Shown(name)}' has no version '{PathValues.Shown(version)}'.",
        _ => throw new ArgumentOutOfRangeException(nameof(reference), reference, "No known way to mean a model."),
    });

    /// <inheritdoc cref="ModelNotFound(ModelReference)"/>
    public static Problem ModelNotFound(ModelId id) => ModelNotFound(new ModelReference.ById(id));

    /// <summary>No version has the name.</summary>
    public static Problem ModelNameNotFound(string name) =>
        new(StatusCodes.Status404NotFound, $"There is no model of the name '{PathValues.Shown(name)}'.");

    /// <summary>The name has that version already.</summary>
    public static Problem ModelVersionTaken(Model model, ModelId taken) => new(
        StatusCodes.Status409Conflict,
        $"The model '{PathValues.Shown(model.Name)}' has a version '{model.Version}' already: {taken}. Choose another version.");

    /// <summary>The name is taken already.</summary>
    public static Problem ModelNameTaken(Model model, ModelId taken) => new(
        StatusCodes.Status409Conflict,
        $"There is a model '{PathValues.Shown(model.Name)}' already: {taken}. Upload a version of it, or choose another name.");

    /// <summary>The name has that version already.</summary>
    public static Problem ModelVersionTaken(Model of, string version, ModelId taken) => ModelVersionTaken(of with { Version = version }, taken);

    /// <summary>Agents have the model.</summary>
    public static Problem ModelAssigned(ModelId id, long agents) => new(
        StatusCodes.Status409Conflict,
        $"Model {id} is assigned to {agents} agent(s). Assign them another first, or delete it with force=true, which takes it from them.")
    {
        Details = new Dictionary<string, long?> { ["agents"] = agents },
    };

    /// <summary>The model has no file yet.</summary>
    public static Problem ModelWithoutFile(ModelId id) => new(
        StatusCodes.Status409Conflict, $"Model {id} has no file yet; upload one first.");

    /// <summary>The object store lost the model's file.</summary>
    public static Problem ModelFileLost(ModelId id) => new(
        StatusCodes.Status500InternalServerError,
        $"The file of model {id} is not in the object store; it was deleted there, or a backup was restored without it.");

    /// <summary>What an upload that was not accepted says.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It was accepted.</exception>
    public static Problem From(UploadOutcome outcome, ModelId id) => outcome switch
    {
        UploadOutcome.NoModel => ModelNotFound(id),
        UploadOutcome.Different(var file) => new(
            StatusCodes.Status409Conflict,
            $"Model {id} has a file already, of {file.Size} bytes with the checksum {file.Checksum}, and these are other bytes. "
            + "A file is never changed: make a new version."),
        UploadOutcome.NotTflite(var offset, var message) => Invalid("file", $"It is no TFLite model: {message} (at byte {offset}).").With(
            new Dictionary<string, long?> { ["offset"] = offset }),
        UploadOutcome.LabelsDisagree(var labels, var classes) => Invalid(
            "file", $"Its output has {classes} classes, but the model has {labels} labels; as many are wanted.").With(
            new Dictionary<string, long?> { ["classes"] = classes, ["labels"] = labels }),
        UploadOutcome.TooLargeForStore(var size, var limit) => limit is { } most
            ? TooLarge("The file", most)
            : new(StatusCodes.Status413PayloadTooLarge, $"The object store takes no file of {size} bytes."),
        UploadOutcome.WithoutVersion => new(
            StatusCodes.Status409Conflict,
            $"Model {id} has no version yet; upload its first one to /models/{id}/versions?version=…, which names it."),
        UploadOutcome.GivenUp => ObjectStoreUnavailable(),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a refusal."),
    };
}
