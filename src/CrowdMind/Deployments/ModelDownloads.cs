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
    public async Task<ModelDownload?> SignAsync(Model model, ModelFile file, int seconds, CancellationToken cancellationToken)
    {
        // To the second, as in the URL, and never later than there.
        var end = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds() + seconds);
        var key = ObjectKey.Parse(file.StoragePath);
        return await objects.SignUrlAsync(key, TimeSpan.FromSeconds(seconds), FileName(model), cancellationToken) is { } url
            ? new ModelDownload(url, end)
            : null;
    }

    /// <summary>What the file is called where it arrives: of letters and digits that no system minds.</summary>
    private static string FileName(Model model) => string.Concat(
        $"{model.Name}-{model.Version}".Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_')) + ".tflite";
}
