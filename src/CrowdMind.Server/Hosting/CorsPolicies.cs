using Microsoft.AspNetCore.Cors.Infrastructure;

namespace CrowdMind.Server.Hosting;

/// <summary>Which pages of other origins may call.</summary>
internal static class CorsPolicies
{
    /// <summary>The policy of the hub: SignalR's browser client sends credentials, for which <c>*</c> is no answer.</summary>
    public const string Hub = "hub";

    private static readonly TimeSpan PreflightLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Adds the policies for the origins the operator allows.</summary>
    public static IServiceCollection AddServerCors(this IServiceCollection services, IReadOnlyList<string> origins) =>
        services.AddCors(cors =>
        {
            cors.AddDefaultPolicy(policy => Allow(policy, origins, anyOrigin: policy.AllowAnyOrigin));
            cors.AddPolicy(Hub, policy => Allow(
                policy, origins, anyOrigin: () => policy.SetIsOriginAllowed(static _ => true).AllowCredentials()));
        });

    private static void Allow(
        CorsPolicyBuilder policy, IReadOnlyList<string> origins, Func<CorsPolicyBuilder> anyOrigin)
    {
        policy.AllowAnyHeader().AllowAnyMethod().SetPreflightMaxAge(PreflightLifetime);
        policy.WithExposedHeaders(
            "X-Total-Count", "Link", "Location", "Retry-After", "Content-Disposition", "Content-Range", "ETag", "Accept-Ranges",
            "Preference-Applied", "Content-Digest", "Repr-Digest");
        if (origins is ["*"])
            anyOrigin();
        else
            policy.WithOrigins([.. origins]).AllowCredentials();
    }
}
