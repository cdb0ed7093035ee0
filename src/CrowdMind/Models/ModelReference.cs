using System.Diagnostics.CodeAnalysis;

namespace CrowdMind.Models;

/// <summary>How a request says which model it means: by its id, or as <c>name@alias</c>.</summary>
public abstract record ModelReference
{
    private ModelReference()
    {
    }

    /// <summary>A version by its id.</summary>
    /// <param name="Id">The id.</param>
    public sealed record ById(ModelId Id) : ModelReference;

    /// <summary>The version that an alias of a name points at.</summary>
    /// <param name="Name">The model's name; it may hold an @ itself.</param>
    /// <param name="Alias">The word after the last @.</param>
    public sealed record ByAlias(string Name, string Alias) : ModelReference;

    /// <summary>A version by what its author calls it; no text of a request says it so.</summary>
    /// <param name="Name">The model's name.</param>
    /// <param name="Version">The version.</param>
    public sealed record ByVersion(string Name, string Version) : ModelReference;

    /// <summary>Reads a reference; false when the text is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ModelReference? reference)
    {
        reference = null;
        if (Guid.TryParseExact(text, "D", out var id))
            reference = new ById(new ModelId(id));
        else if (text?.LastIndexOf('@') is > 0 and { } at && at < text.Length - 1)
            reference = new ByAlias(text[..at], text[(at + 1)..]);
        return reference is not null;
    }
}
