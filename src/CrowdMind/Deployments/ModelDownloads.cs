using CrowdMind.Models;
using CrowdMind.Objects;

namespace CrowdMind.Deployments;

/// <summary>Says where the files of models are to be had.</summary>
/// <param name="objects">Where they are.</param>
/// <param name="time">The clock.</param>
public sealed class ModelDownloads(IObjectStore objects, TimeProvider time)
{
    /// <summary>Makes a URL for a model's file; null when the object store has lost it.</summary>
    /// <exception cref="ObjectStoreUnavailableException">The store does not answer.</exception>
    public Task<SignedFile?> SignAsync(Model model, ModelFile file, int seconds, CancellationToken cancellationToken) => objects.SignAsync(
        ObjectKey.Parse(file.StoragePath), $"{model.Name}-{model.Version}", "tflite", seconds, time, cancellationToken);
}
