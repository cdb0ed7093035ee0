using CrowdMind.Server.Hosting;
using CrowdMind.Server.Wire;

DotNetEnv.Env.NoClobber().Load();
try
{
    CommandLine.Validate(args);
    if (OpenApiExport.IsAsked(args, out var file))
    {
        await OpenApiExport.WriteAsync(file);
        return 0;
    }

    var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
    var options = new Settings(configuration).Read();
    switch (args)
    {
        case [CommandLine.Check]:
            await Inspection.CheckAsync(options, Console.Out);
            return 0;
        case [CommandLine.Migrate]:
            await Inspection.MigrateAsync(options, Console.Out);
            return 0;
    }

    await using var app = ServerApplication.Build(args, options);
    StartupReport.Write(app, options);
    await app.StartListeningAsync(options);
    await app.WaitForShutdownAsync();
    return app.ExitCode();
}
catch (SettingException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}
