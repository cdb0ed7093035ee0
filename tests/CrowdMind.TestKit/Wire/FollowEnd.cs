namespace CrowdMind.TestKit.Wire;

/// <summary>Why a follower's events ended. No code: the connection or the stream just ended.</summary>
public sealed record FollowEnd(int? Code, string Reason);
