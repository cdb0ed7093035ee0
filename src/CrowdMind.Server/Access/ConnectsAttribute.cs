namespace CrowdMind.Server.Access;

/// <summary>
/// States that an endpoint opens a live connection: pages of foreign origins may not, and a browser, which can send no
/// credential with it, brings it in the address.
/// </summary>
/// <param name="query">The parameter of the query that holds it.</param>
/// <param name="ticketFor">What tickets open it, such as <c>experiments</c>; null where a credential itself is brought.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ConnectsAttribute(string query, string? ticketFor = null) : Attribute
{
    /// <summary>The parameter that holds a ticket.</summary>
    public const string Ticket = "ticket";

    /// <summary>The parameter that holds a credential, as SignalR's clients name it.</summary>
    public const string AccessToken = "access_token";

    /// <summary>The parameter of the query that holds it.</summary>
    public string Query { get; } = query;

    /// <summary>What tickets open it.</summary>
    public string? TicketFor { get; } = ticketFor;
}
