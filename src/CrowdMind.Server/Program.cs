using CrowdMind.Server.Hosting;
using CrowdMind.Server.Wire;

DotNetEnv.Env.NoClobber().Load();
try
{
    CommandLine.Validate(args);
    if (args is [OpenApiExport.Switch, ..])
    {
        await OpenApiExport.WriteAsync(CommandLine.FileOf(args));
        return 0;
    }

    var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
    var options = new Settings(configuration).Read();
    if (await CommandLine.TryRunAsync(args, options, Console.Out))
        return 0;
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
