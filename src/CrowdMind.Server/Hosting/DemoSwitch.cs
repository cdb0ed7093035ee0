using CrowdMind.Demo;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

/// <summary>The switch <c>--demo</c>.</summary>
internal static class DemoSwitch
{
    /// <summary>What the command line says for it.</summary>
    public const string Name = "--demo";

    /// <summary>Adds the demo's crowd when it is asked for.</summary>
    /// <exception cref="SettingException">This is a server in production.</exception>
    public static IServiceCollection AddDemo(this IServiceCollection services, string[] args, ServerOptions options)
    {
        if (!args.Contains(Name))
            return services;
        if (options.Env == "prod")
            throw new SettingException("ENV", options.Env, $"{Name} fills the database with made-up reactions; for that it must be dev or staging");
        return services.AddSingleton<DemoCrowd>().AddHostedService<DemoHost>();
    }
}
