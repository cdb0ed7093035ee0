using CrowdMind.Keys;

namespace CrowdMind.Server.Wire;

/// <summary>Reads what is asked of a key.</summary>
internal static class KeyFields
{
    /// <summary>Reads it; what is wrong stands with the fields.</summary>
    public static KeyRequest Read(FieldReader fields, TimeProvider time)
    {
        var request = new KeyRequest(
            fields.Text("name", Limits.NameCharacters),
            fields.Choice("role", Roles.ByName),
            fields.OptionalId<AgentId>("agent_id"),
            fields.OptionalInstant("expires_at"));
        if (fields.IsWrong("role"))
            return request;
        if (request.Role == Role.Agent && request.AgentId is null && !fields.IsWrong("agent_id"))
            fields.Refuse("agent_id", "It is missing; a key of the role agent is bound to one, by its id.");
        if (request.Role != Role.Agent && request.AgentId is not null)
            fields.Refuse("agent_id", "Only a key of the role agent is bound to one; leave it out.");
        if (request.ExpiresAt <= time.GetUtcNow())
            fields.Refuse("expires_at", "It is past; a time in the future is wanted, or none.");
        return request;
    }
}
