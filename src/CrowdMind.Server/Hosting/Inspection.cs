using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

/// <summary>
/// Validates what the operator set before a server is started with it (<c>--check</c>), and brings a database up to date
/// apart from that (<c>--migrate</c>).
/// </summary>
internal static class Inspection
{
    /// <summary>Looks at every engine and says a line of each; changes nothing.</summary>
    /// <exception cref="SettingException">A start would fail.</exception>
    public static async Task CheckAsync(ServerOptions options, TextWriter output)
    {
        DataFolder.Inspect(options.DataDir);
        SigningSecret.Inspect(options.ObjectStore.SigningKey, options.DataDir);
        await using var provider = Services(options).AddInspections(options).BuildServiceProvider();
        foreach (var inspection in provider.GetServices<IInspection>())
            await SayAsync(inspection, output);
    }

    /// <summary>Migrates the database as a start would, and says how it is then.</summary>
    /// <exception cref="SettingException">It cannot be migrated.</exception>
    public static async Task MigrateAsync(ServerOptions options, TextWriter output)
    {
        var services = Services(options).AddDatabase(options, DataFolder.Open(options.DataDir)).AddInspections(options);
        await using var provider = services.BuildServiceProvider();
        await provider.GetServices<IReadinessCheck>().Single().OpenAsync(default);
        await SayAsync(provider.GetServices<IInspection>().First(part => part.Name == "database"), output);
    }

    private static IServiceCollection Services(ServerOptions options) => new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddMeter()
        .AddLogging(logging => logging.AddServerLogging(options));

    private static async Task SayAsync(IInspection inspection, TextWriter output) =>
        await output.WriteLineAsync($"{inspection.Name} {inspection.Engine}: {await inspection.RunAsync(default)}");
}
