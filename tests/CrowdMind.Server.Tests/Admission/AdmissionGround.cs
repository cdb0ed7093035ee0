using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Admission;

/// <summary>
/// A server behind a proxy, with low bounds and many keys: every test comes with keys and from addresses of its own, so that
/// none is in another's way.
/// </summary>
public sealed class AdmissionGround() : ServerGround(new Dictionary<string, string>
{
    ["API_KEYS"] = string.Join(',', Names.Select(name => $"{name}:admin:{KeyOf(name)}")),
    ["MAX_PUBLISHES_PER_SECOND"] = "200",
    ["MAX_EXPERIMENT_PUBLISHES_PER_SECOND"] = "250",
    ["MAX_CONNECTIONS_PER_CALLER"] = "3",
    ["MAX_CONNECTIONS_PER_ADDRESS"] = "5",
    ["TRUSTED_PROXIES"] = "127.0.0.1, 10.0.0.0/8",
})
{
    private static readonly string[] Names =
        ["ops", "post", "batch", "socket", "hub", "upload", "one", "other", "wide", "live", "lines", "files", "many", "late", "streams", "unseen"];

    private int _lastAddress;

    internal static string KeyOf(string name) => $"the-key-of-{name}-of-these-tests-0123456789";

    /// <summary>Somebody with one of the keys, at an address of its own unless it is said.</summary>
    internal Visitor As(string name, string? address = null) => new(Http, KeyOf(name), address ?? NewAddress());

    /// <summary>Somebody with any text for a credential.</summary>
    internal Visitor With(string credential, string address) => new(Http, credential, address);

    /// <summary>An address that nobody has come from.</summary>
    internal string NewAddress() => $"198.51.100.{Interlocked.Increment(ref _lastAddress)}";
}

[CollectionDefinition(Name)]
public sealed class AdmissionCollection : ICollectionFixture<AdmissionGround>
{
    public const string Name = "admission";
}
