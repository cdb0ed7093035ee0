namespace CrowdMind.Server.Admission;

/// <summary>States where routes are mapped what their requests take up.</summary>
internal static class EndpointOccupations
{
    /// <summary>States what a request to the endpoint takes up.</summary>
    public static TBuilder Occupies<TBuilder>(this TBuilder endpoint, Occupation occupation)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OccupiesAttribute(occupation));
}
