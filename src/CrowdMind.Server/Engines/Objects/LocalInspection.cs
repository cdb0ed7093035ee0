using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>Looks at the folder of objects.</summary>
/// <param name="folder">Where it is.</param>
internal sealed class LocalInspection(string folder) : IInspection
{
    public string Name => "object_store";

    public string Engine => "local";

    public Task<string> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(FolderProbe.TryWriteOrMake(folder)
                ? $"{folder} can be written"
                : $"{folder} is not there yet; a start makes it");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw IncomingFolder.Unusable(folder, failure);
        }
    }
}
