using CrowdMind.Objects;
using CrowdMind.Server.Api;
using CrowdMind.Server.Engines.Objects;
using CrowdMind.Server.Wire;
using CrowdMind.TestKit.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CrowdMind.Server.Tests.Objects;

/// <summary>A local store on a temporary folder, with the server's own route in front of it.</summary>
public sealed class LocalGround : IAsyncLifetime
{
    private static readonly byte[] Secret = "a secret of the tests, 32 bytes!"u8.ToArray();
    private readonly Uri _base = new($"http://127.0.0.1:{FreePort.Next()}");
    private WebApplication? _app;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("crowdmind-objects-").FullName;

    internal LocalObjectStore Store { get; private set; } = null!; // Set before each test.

    internal HttpClient Http { get; private set; } = null!; // As above.

    internal static LocalObjectStore Open(string folder)
    {
        var store = new LocalObjectStore(folder, new SignedUrls(Secret, "/api/v1", TimeProvider.System));
        store.Open();
        return store;
    }

    public async Task InitializeAsync()
    {
        Store = Open(Folder);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(_base.ToString());
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IObjectStore>(Store).AddSingleton(TimeProvider.System).AddSingleton<ObjectDigests>();
        builder.Services.AddSingleton(new SignedUrls(Secret, "/api/v1", TimeProvider.System));
        _app = builder.Build();
        ObjectsController.Map(_app.MapGroup("/api/v1"));
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = _base };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
