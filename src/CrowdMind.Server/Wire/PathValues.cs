using System.Globalization;
using System.Numerics;

namespace CrowdMind.Server.Wire;

/// <summary>Reads ids, seqs and slices from paths and queries, with a problem that says what would be right.</summary>
internal static class PathValues
{
    /// <summary>Reads an id.</summary>
    public static bool TryId<TId>(string? text, string field, out TId id, out Problem? problem)
        where TId : struct, IGuidId<TId>
    {
        problem = null;
        // Which would pass over blanks around it.
        if (text is { Length: 36 } && Guid.TryParseExact(text, "D", out var value))
        {
            id = TId.From(value);
            return true;
        }

        id = default;
        problem = Problem.Invalid(field, NoId(text));
        return false;
    }

    /// <summary>What a text is told that is no id.</summary>
    public static string NoId(string? text) => $"'{Shown(text)}' is not a UUID such as 0190a0a0-0000-7000-8000-000000000000.";

    /// <summary>Reads true or false; false when nothing was given.</summary>
    public static bool TryFlag(string? text, string field, out bool value, out Problem? problem)
    {
        (value, problem) = (text == "true", null);
        if (text is null or "true" or "false")
            return true;
        problem = Problem.Invalid(field, $"'{Shown(text)}' is neither true nor false.");
        return false;
    }

    /// <summary>Checks a text, if one was given, that a database is asked for.</summary>
    public static bool TryText(string? text, string field, out Problem? problem)
    {
        problem = text is not null && text.Contains('\0', StringComparison.Ordinal) ? Problem.Invalid(field, HoldsNul) : null;
        return problem is null;
    }

    /// <summary>What a text is told that not every database keeps.</summary>
    public const string HoldsNul = "It holds the character U+0000, which not every database keeps; a text without it is wanted.";

    /// <summary>Checks the name of a version, which must be there.</summary>
    public static bool TryVersion(string? text, out Problem? problem)
    {
        var wanted = $"1 to {Limits.VersionCharacters} characters, not all of them blank, are wanted.";
        problem = text switch
        {
            null => Problem.Invalid("version", $"It is missing; {wanted}"),
            _ when string.IsNullOrWhiteSpace(text) || text.Length > Limits.VersionCharacters || text.Contains('\0', StringComparison.Ordinal) =>
                Problem.Invalid("version", $"It has {text.Length} characters; {wanted}"),
            _ => null,
        };
        return problem is null;
    }

    /// <summary>Reads a place in a log; none when nothing was given.</summary>
    public static bool TryAfter(string? text, out Seq? after, out Problem? problem, string field = "after")
    {
        (after, problem) = (null, null);
        if (text is null)
            return true;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            after = new Seq(value);
            return true;
        }

        problem = Problem.Invalid(field, $"'{Shown(text)}' is not a seq; it is a whole number from 0 (the whole log) up.");
        return false;
    }

    /// <summary>Reads which part of a list is wanted.</summary>
    public static bool TrySlice(string? limit, string? offset, out Slice slice, out Problem? problem)
    {
        slice = default;
        if (!TryNumber(limit, "limit", 1, Limits.ListMaximum, Limits.ListDefault, out var count, out problem)
            || !TryNumber(offset, "offset", 0, int.MaxValue, 0, out var from, out problem))
            return false;
        slice = new Slice(count, from);
        return true;
    }

    /// <summary>What a message shows of a value that came: enough to know it again.</summary>
    public static string Shown(string? text) => text is { Length: > 60 } ? text[..60] + "…" : text ?? "";

    /// <summary>Reads a whole number within bounds; another when nothing was given.</summary>
    public static bool TryNumber<T>(
        string? text, string field, T least, T most, T absent, out T value, out Problem? problem)
        where T : struct, IBinaryInteger<T>
    {
        (value, problem) = (absent, null);
        if (text is null)
            return true;
        if (T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most)
            return true;
        problem = Problem.Invalid(field, $"'{Shown(text)}' is not a whole number from {least} to {most}.");
        return false;
    }
}
