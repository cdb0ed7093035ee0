namespace CrowdMind.TestKit.Crowds;

/// <summary>How many take part in a run, and how fast each publisher goes.</summary>
public sealed record CrowdPlan(int Publishers, int SubscribersPerTransport, TimeSpan Pace)
{
    /// <summary>Where the subscribers connect; null for the server itself.</summary>
    public Uri? SubscribersSee { get; init; }

    /// <summary>When the whole run is given up.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The crowd of the crash test: 16 publishers, 12 subscribers.</summary>
    public static CrowdPlan Full { get; } = new(Publishers: 16, SubscribersPerTransport: 4, TimeSpan.FromMilliseconds(25));

    /// <summary>A crowd for a run of a few seconds.</summary>
    public static CrowdPlan Small { get; } = new(Publishers: 3, SubscribersPerTransport: 1, TimeSpan.FromMilliseconds(5));
}
