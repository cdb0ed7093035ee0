namespace CrowdMind.Server.Access;

/// <summary>States permissions where routes are mapped.</summary>
internal static class EndpointPermissions
{
    /// <summary>States what the endpoint asks of whoever uses it.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiresAttribute(permission));

    /// <summary>States that the endpoint opens a live connection, which a ticket may open.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="kind">What the tickets are for, such as <c>experiments</c>.</param>
    public static TBuilder TakesTickets<TBuilder>(this TBuilder endpoint, string kind)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ConnectsAttribute(ConnectsAttribute.Ticket, kind));
}
