using CrowdMind.Models;
using CrowdMind.Objects;
using CrowdMind.Tflite;

namespace CrowdMind.Uploads;

/// <summary>
/// The one way in which a model, or a version with it, gets its file. What came is read as TFLite before anything is stored; then its object is
/// announced as loose, stored under a key of its own, and taken over by the model in one transaction. Whatever breaks in
/// between leaves a model without a file and at most a loose object, which <see cref="ModelSweep"/> deletes.
/// </summary>
/// <param name="models">The registry.</param>
/// <param name="loose">The objects that no model has.</param>
/// <param name="objects">Where the bytes go.</param>
/// <param name="time">The clock.</param>
public sealed class ModelUploads(IModelStore models, ILooseObjects loose, IObjectStore objects, TimeProvider time)
{
    /// <summary>Gives a model the bytes that came, if they are what it can have.</summary>
    public async Task<UploadOutcome> AcceptAsync(Model model, IncomingFile bytes, CancellationToken cancellationToken)
    {
        if (model.File is { } known)
            return known.Checksum == bytes.Sha256 ? new UploadOutcome.Accepted(known) : new UploadOutcome.Different(known);
        return model.Version is { } version
            ? await AcceptAsync(model, version, bytes, file => SetFileAsync(model.Id, file), cancellationToken)
            : new UploadOutcome.WithoutVersion();
    }

    /// <summary>Makes a version of the bytes that came.</summary>
    /// <param name="of">A version or a name that waits, of whose name it is to be.</param>
    /// <param name="version">What it is called.</param>
    /// <param name="bytes">Its file.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public Task<UploadOutcome> AddVersionAsync(Model of, string version, IncomingFile bytes, CancellationToken cancellationToken)
    {
        var model = of with
        {
            Id = ModelId.New(time),
            Version = version,
            DatasetId = null,
            DatasetChecksum = null,
            Metrics = null,
            CreatedAt = time.Now(),
            File = null,
        };
        return AcceptAsync(model, version, bytes, file => AddVersionAsync(model, file), cancellationToken);
    }

    private async Task<UploadOutcome> AcceptAsync(
        Model model, string version, IncomingFile bytes, Func<ModelFile, Task<UploadOutcome>> takeAsync, CancellationToken cancellationToken) =>
        Read(bytes) switch
        {
            TfliteOutcome.Invalid invalid => new UploadOutcome.NotTflite(invalid.Offset, invalid.Message),
            TfliteOutcome.Valid { Signature: var signature } when Disagrees(model, signature) is { } refused => refused,
            TfliteOutcome.Valid { Signature: var signature } =>
                await StoreAsync(ModelKeys.Of(model.Id, version, Guid.CreateVersion7(time.Now())), bytes, signature, takeAsync, cancellationToken),
            var other => throw new InvalidOperationException($"{other} is no outcome of reading."),
        };

    private static TfliteOutcome Read(IncomingFile bytes)
    {
        using var mapped = bytes.Map();
        return TfliteReader.Read(mapped.GetSpan());
    }

    private static UploadOutcome.LabelsDisagree? Disagrees(Model model, ModelSignature signature) =>
        model.Labels.Count > 0 && signature.ClassCount is { } classes && classes != model.Labels.Count
            ? new UploadOutcome.LabelsDisagree(model.Labels.Count, classes)
            : null;

    private async Task<UploadOutcome> StoreAsync(
        ObjectKey key, IncomingFile bytes, ModelSignature signature, Func<ModelFile, Task<UploadOutcome>> takeAsync,
        CancellationToken cancellationToken)
    {
        await loose.AddAsync(key.Value, time.Now(), cancellationToken);
        var put = await PutAsync(key, bytes, cancellationToken);
        var outcome = put is PutOutcome.Stored
            ? await takeAsync(new ModelFile(key.Value, bytes.Sha256, bytes.Size, signature))
            : Refusal(put);
        var taken = outcome switch
        {
            UploadOutcome.Accepted accepted => accepted.File,
            UploadOutcome.VersionAdded added => added.File,
            _ => null,
        };
        if (taken?.StoragePath != key.Value)
            await ModelSweep.DropAsync(objects, loose, key.Value);
        return outcome;
    }

    /// <summary>Stores the object; null when it was given up meanwhile.</summary>
    private async Task<PutOutcome?> PutAsync(ObjectKey key, IncomingFile bytes, CancellationToken cancellationToken)
    {
        await using var pulse = new UploadPulse(loose, key.Value, time, cancellationToken);
        try
        {
            return await objects.PutAsync(key, bytes, pulse.Stopped);
        }
        catch (OperationCanceledException) when (pulse.IsGivenUp)
        {
            return null;
        }
    }

    // From here on only the database knows; a caller who goes away makes no difference.
    private async Task<UploadOutcome> SetFileAsync(ModelId id, ModelFile file) =>
        await models.SetFileAsync(id, file, CancellationToken.None) switch
        {
            SetFileOutcome.Stored => new UploadOutcome.Accepted(file),
            SetFileOutcome.Same same => new UploadOutcome.Accepted(same.File),
            SetFileOutcome.Different different => new UploadOutcome.Different(different.File),
            SetFileOutcome.NoModel => new UploadOutcome.NoModel(),
            _ => new UploadOutcome.GivenUp(),
        };

    private async Task<UploadOutcome> AddVersionAsync(Model model, ModelFile file) =>
        await models.AddVersionAsync(model, file, CancellationToken.None) switch
        {
            AddVersionOutcome.Added(var added) => new UploadOutcome.VersionAdded(added, file),
            AddVersionOutcome.VersionTaken(var id) => new UploadOutcome.VersionTaken(id),
            _ => new UploadOutcome.GivenUp(),
        };

    private static UploadOutcome Refusal(PutOutcome? put) => put switch
    {
        PutOutcome.TooLarge(var limit) => new UploadOutcome.TooLargeForStore(limit, limit),
        PutOutcome.TooLargeForStore(var size, var limit) => new UploadOutcome.TooLargeForStore(size, limit),
        _ => new UploadOutcome.GivenUp(),
    };
}
