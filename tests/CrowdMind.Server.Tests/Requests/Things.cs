using System.Text.Json;

namespace CrowdMind.Server.Tests.Requests;

/// <summary>What all things the API tells of have.</summary>
internal static class Things
{
    public static string Id(this JsonElement thing) => thing.GetProperty("id").GetString()!;
}
