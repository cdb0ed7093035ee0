using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

/// <summary>
/// Writes the OpenAPI document to a file, for whoever generates a client: <c>--openapi FILE</c>. The server is put together
/// with its default settings, so that the document is the same everywhere, but opens no engine and does not listen.
/// </summary>
internal static class OpenApiExport
{
    /// <summary>What the command line says for it, before the file.</summary>
    public const string Switch = "--openapi";

    /// <summary>Writes it, in place of what the file held.</summary>
    /// <exception cref="SettingException">The file cannot be written.</exception>
    public static async Task WriteAsync(string file)
    {
        var data = Directory.CreateTempSubdirectory("crowdmind-openapi-");
        try
        {
            var settings = new Dictionary<string, string?> { ["DATA_DIR"] = data.FullName, ["LOG_LEVEL"] = "ERROR" };
            var options = new Settings(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).Read();
            await using var app = ServerApplication.Build([], options);
            await File.WriteAllTextAsync(file, await app.WriteOpenApiAsync() + "\n");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(
                Switch, file, $"it must be a file that this user can write ({failure.Message.TrimEnd('.')})");
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
