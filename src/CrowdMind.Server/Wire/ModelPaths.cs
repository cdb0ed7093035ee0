using CrowdMind.Models;
using Microsoft.AspNetCore.Http.Features;

namespace CrowdMind.Server.Wire;

/// <summary>
/// Reads which model the path of a request means. Names may hold slashes, percent-encoded; routing leaves these as they are
/// and so cannot tell them from a name that holds <c>%2F</c>, so this reads the path as it was sent.
/// </summary>
internal static class ModelPaths
{
    /// <summary>A part of the path, decoded.</summary>
    /// <param name="request">The request.</param>
    /// <param name="place">Which, counted from the path's end: 0 is its last part.</param>
    public static string Segment(HttpRequest request, int place)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var parts = target.Split('?', 2)[0].TrimEnd('/').Split('/');
        return Uri.UnescapeDataString(parts[^(place + 1)]);
    }

    /// <summary>Reads an id or <c>name@alias</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="place">Where it stands, counted from the path's end.</param>
    /// <param name="reference">What is meant.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static bool TryReference(HttpRequest request, int place, out ModelReference reference, out Problem? problem)
    {
        var text = Segment(request, place);
        problem = null;
        if (ModelReference.TryParse(text, out var read))
        {
            reference = read;
            return true;
        }

        reference = new ModelReference.ById(default);
        problem = Problem.Invalid("model_id", $"'{PathValues.Shown(text)}' is neither a model's id, which is a UUID, nor name@alias, such as mood@champion.");
        return false;
    }
}
