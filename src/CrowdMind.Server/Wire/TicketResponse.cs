namespace CrowdMind.Server.Wire;

/// <summary>A ticket: it opens one connection, once.</summary>
/// <param name="Ticket">To be sent as the parameter <c>ticket</c>.</param>
/// <param name="ExpiresAt">Until when it must be used.</param>
internal sealed record TicketResponse(string Ticket, DateTimeOffset ExpiresAt);
