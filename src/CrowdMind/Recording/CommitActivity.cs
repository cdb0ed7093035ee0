using System.Diagnostics;

namespace CrowdMind.Recording;

/// <summary>
/// The trace of a commit. It belongs to no request, because it is many's; it names the first of them as links, and what the
/// database is asked meanwhile lies below it.
/// </summary>
internal static class CommitActivity
{
    /// <summary>The activity that a request waits in, if somebody traces it.</summary>
    public static Activity? Origin => Instruments.Activities.HasListeners() ? Activity.Current : null;

    /// <summary>Begins a commit's; null when nobody traces it.</summary>
    public static Activity? Start(List<PendingAppend> appends) => Instruments.Activities.HasListeners()
        ? Instruments.Activities.StartActivity(
            "commit", ActivityKind.Internal, parentContext: default, tags: null, LinksOf(appends))
        : null;

    /// <summary>Says what it did.</summary>
    public static void Report(this Activity? activity, int appends, int events) =>
        activity?.SetTag("crowdmind.appends", appends).SetTag("crowdmind.events", events);

    /// <summary>Says why it failed, without what the failure says, which may be anything.</summary>
    public static void Report(this Activity? activity, Exception failure) =>
        activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", failure.GetType().FullName);

    private static List<ActivityLink> LinksOf(List<PendingAppend> appends)
    {
        var links = new List<ActivityLink>();
        for (var i = 0; i < appends.Count && links.Count < Limits.CommitLinks; i++)
        {
            if (appends[i].Origin is { Recorded: true } origin)
                links.Add(new ActivityLink(origin.Context));
        }

        return links;
    }
}
