using Microsoft.Net.Http.Headers;

namespace CrowdMind.Server.Api;

/// <summary>Conditional answers (RFC 9110, section 13).</summary>
internal static class EntityTags
{
    /// <summary>A tag of what is the same in what matters, if not byte for byte.</summary>
    public static EntityTagHeaderValue Weak(string tag) => new($"\"{tag}\"", isWeak: true);

    /// <summary>Puts the tag on the answer; whether the client has what it names.</summary>
    public static bool IsKnown(HttpContext context, EntityTagHeaderValue tag)
    {
        context.Response.Headers.ETag = tag.ToString();
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(
            known => known == EntityTagHeaderValue.Any || known.Compare(tag, useStrongComparison: false));
    }
}
