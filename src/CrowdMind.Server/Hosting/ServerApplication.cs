using System.Net;
using System.Net.Sockets;
using CrowdMind.Feeds;
using CrowdMind.Recording;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Pages;
using CrowdMind.Server.Transports;
using CrowdMind.Server.Transports.ServerSentEvents;
using CrowdMind.Server.Transports.SignalR;
using CrowdMind.Server.Transports.WebSockets;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace CrowdMind.Server.Hosting;

/// <summary>Puts the server together.</summary>
internal static class ServerApplication
{
    private const string HubPath = "/hubs/experiments";

    private static readonly string DashboardFolder = Path.Combine(AppContext.BaseDirectory, "dashboard");

    private static readonly string Version =
        typeof(ServerApplication).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "0.0.0";

    /// <summary>Builds the server from its options.</summary>
    /// <exception cref="SettingException">An option cannot work.</exception>
    public static WebApplication Build(string[] args, ServerOptions options)
    {
        var data = DataFolder.Open(options.DataDir);

        // Empty: the usual builder watches the working folder for changed settings, and so every write of the database.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args, EnvironmentName = options.Env });
        builder.Logging.AddServerLogging(options);
        builder.AddTelemetry(options, Version);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options));
        builder.Services.AddSingleton<SocketTransportFactory>().AddSingleton<ListenSockets>().AddSingleton<Listeners>();
        builder.Services.AddOptions<SocketTransportOptions>().Configure<ListenSockets>(
            static (transport, sockets) => transport.CreateBoundListenSocket = sockets.Bind);
        builder.Services.AddSingleton<IConnectionListenerFactory>(provider => provider.GetRequiredService<Listeners>());
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainingLifetime.ShutdownTimeout(options));
        builder.Services.AddSingleton(options).AddSingleton(TimeProvider.System);
        builder.Services.AddEngines(options, data).AddLiveCore(options).AddDatasets(options).AddModels(options).AddAgents(options)
            .AddAccess(options).AddAdmission(options).AddRetention(options).AddHttpApi(options).AddHub(options);
        builder.Services.AddDemo(args, options);
        var app = builder.Build();
        app.UseTrustedProxies(options);
        app.Use(AnswerHeaders.WriteAsync);
        app.UseTelemetry(options);
        app.UseRefusals();
        app.UseCors();
        app.Use(BodyCoding.CheckAsync);
        app.Use(new DrainingRequests(app.Services.GetRequiredService<FeedRegistry>(), HubPath).HandleAsync);
        app.Use(app.Services.GetRequiredService<AccessMiddleware>().HandleAsync);
        app.Use(app.Services.GetRequiredService<AdmissionMiddleware>().HandleAsync);
        app.Use(app.Services.GetRequiredService<AuditTrail>().HandleAsync);
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(HubPath),
            hub => hub.Use((context, next) => SharedUpgrade.ShareAsync(context, next.Invoke)));
        app.UseWebSockets();
        app.MapServer(options);
        return app;
    }

    /// <summary>Opens the engines, and starts the server.</summary>
    /// <exception cref="SettingException">An engine cannot be used, or the server cannot listen where it is told to.</exception>
    public static async Task StartListeningAsync(this WebApplication app, ServerOptions options)
    {
        foreach (var part in app.Services.GetServices<IReadinessCheck>())
            await part.OpenAsync(app.Lifetime.ApplicationStopping);
        try
        {
            await app.StartAsync();
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new SettingException(
                "PORT", $"{options.Port}", $"it must be a port that is free on {options.Host}; another program listens there");
        }
        catch (SocketException refused)
        {
            throw new SettingException(
                "HOST", options.Host, $"it must be an address of this machine whose port {options.Port} this user may take ({refused.Message})");
        }
    }

    /// <summary>What the process says to whoever restarts it: 1 when something that must run broke, else 0.</summary>
    public static int ExitCode(this WebApplication app) =>
        app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(part => part.ExecuteTask is { IsFaulted: true })
            ? 1
            : 0;

    private static void Listen(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.Limits.MaxRequestLineSize = Limits.RequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = Limits.HeadersBytes;
        kestrel.Limits.MaxRequestHeaderCount = Limits.Headers;
        kestrel.AddServerHeader = false;

        // Every route bounds its own body.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(Limits.HeadersSeconds);
        kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            endpoint.UseSocketOutput();
            Takeover.Allow(endpoint);
        });
        if (options.Host == "localhost")
            kestrel.ListenLocalhost(options.Port);
        else
            kestrel.Listen(IPAddress.Parse(options.Host), options.Port);
    }

    private static IServiceCollection AddLiveCore(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(new FeedOptions
        {
            SlowSubscriberTimeout = TimeSpan.FromSeconds(options.SlowSubscriberSeconds),
        });
        services.AddSingleton<LogWriter>().AddSingleton<FeedRegistry>().AddSingleton<HeadsCheck>();
        services.AddSingleton(new Publishing(TimeProvider.System, options.MaxReactionKb * 1024));
        services.AddSingleton<WebSocketEndpoint>().AddSingleton<SocketHeartbeat>().AddSingleton<EventStreamEndpoint>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        return services.AddHostedService<LiveCoreHost>();
    }

    private static IServiceCollection AddHttpApi(this IServiceCollection services, ServerOptions options)
    {
        var identity = new ServerIdentity(options.AppName, options.Env, Version);
        services.AddSingleton(identity);
        services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));
        services.AddServerOpenApi(identity);
        services.AddExceptionHandler<FaultHandler>();
        services.AddSingleton<ObjectDigests>();
        services.AddProblemDetails();
        return services.AddServerCors(options.CorsOrigins);
    }

    private static IServiceCollection AddHub(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<HubLifetimeManager<ExperimentHub>, HubConnections>();
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = (options.MaxReactionKb * 1024) + Limits.EnvelopeBytes;
            hub.HandshakeTimeout = TimeSpan.FromSeconds(Limits.HubHandshakeSeconds);
            hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
            hub.AddFilter<HubFaults>();
            hub.AddFilter<HubAccess>();
        }).AddJsonProtocol(json => HubJson.Configure(json.PayloadSerializerOptions));
        services.AddSingleton<IHubProtocol>(provider =>
            new OptionalArguments(new JsonHubProtocol(provider.GetRequiredService<IOptions<JsonHubProtocolOptions>>())));
        return services;
    }

    private static void MapServer(this WebApplication app, ServerOptions options)
    {
        HealthController.Map(app, suffix: "");
        var api = app.MapGroup(options.ApiPrefix);
        if (options.ApiPrefix.Length > 0)
            HealthController.Map(api, suffix: "UnderPrefix");
        AgentsController.Map(api);
        DeploymentsController.Map(api);
        ExperimentsController.Map(api);
        ParticipantsController.Map(api);
        ReactionsController.Map(api);
        LogsController.Map(api);
        DatasetsController.Map(api);
        DatasetRowsController.Map(api);
        GenerationController.Map(api);
        DatasetVersionsController.Map(api);
        ModelsController.Map(api);
        ModelAliasesController.Map(api);
        ModelFilesController.Map(api);
        ObjectsController.Map(api);
        KeysController.Map(api);
        TicketsController.Map(api);
        AuditController.Map(api);
        EventStreamEndpoint.Map(api).WithTags("experiments").Describe(
            "followExperiment", "Follow the log as Server-Sent Events, from its head or after a seq.", 404, 409, 422, 503)
            .Requires(Permission.Follow).TakesTickets("experiments")
            .Produces<string>(200, "text/event-stream");
        WebSocketEndpoint.Map(api);
        AgentSocketEndpoint.Map(api);
        app.MapHub<ExperimentHub>(HubPath, hub =>
        {
            // A whole round fits, so that writing one completes at once as long as the last was taken.
            hub.TransportMaxBufferSize = 2 * Limits.PageBytes;

            // What a slow subscriber is given everywhere; SignalR's own ten seconds would cut a Watch short.
            hub.TransportSendTimeout = TimeSpan.FromSeconds(options.SlowSubscriberSeconds);
        }).RequireCors(CorsPolicies.Hub).Requires(Permission.Connect).WithMetadata(new ConnectsAttribute(ConnectsAttribute.AccessToken));
        app.MapServerOpenApi();
        app.MapDashboard(new PageSettings(options.AppName, Version, options.ApiPrefix, options.MaxUploadMb), DashboardFolder);
    }
}
