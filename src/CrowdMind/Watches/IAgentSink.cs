namespace CrowdMind.Watches;

/// <summary>Where what is told of an agent goes: one connection of one transport.</summary>
public interface IAgentSink
{
    /// <summary>
    /// Writes what is new in a view, and completes when the connection can take another. Called one at a time; throws when
    /// the connection is gone.
    /// </summary>
    /// <param name="view">How the agent stands.</param>
    /// <param name="told">How it stood when that was told last; null at first.</param>
    ValueTask SendAsync(AgentView view, AgentView? told);

    /// <summary>The watch ended from this side. Called once, must not block; a write may still be under way.</summary>
    void End(WatchEnd end);
}
