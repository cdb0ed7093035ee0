using CrowdMind.Objects;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace CrowdMind.Server.Api;

/// <summary>Which parts of an object a request asks for (RFC 9110, section 14.2).</summary>
internal static class ObjectRanges
{
    /// <summary>
    /// The parts, in the order they were asked for; none when no byte of the object is among them; null for the whole object:
    /// when no range of bytes was asked for, or of other bytes (If-Range), or so many that the whole is less.
    /// </summary>
    public static IReadOnlyList<ByteRange>? Of(RequestHeaders headers, EntityTagHeaderValue tag, long size)
    {
        if (headers.Range is not { Ranges.Count: > 0 and <= Limits.ObjectRanges } range || range.Unit != "bytes")
            return null;
        if (headers.IfRange is { } condition && condition.EntityTag?.Compare(tag, useStrongComparison: true) != true)
            return null;
        ByteRange[] parts = [.. range.Ranges.Select(wanted => Resolve(wanted, size)).Where(part => part.Length > 0)];
        return parts.Length > 1 && parts.Sum(part => part.Length) > size ? null : parts;
    }

    private static ByteRange Resolve(RangeItemHeaderValue wanted, long size)
    {
        var from = wanted.From ?? Math.Max(0, size - wanted.To!.Value); // One of the two is there.
        var to = wanted.From is null ? long.MaxValue : wanted.To ?? long.MaxValue;
        return new ByteRange(from, to == long.MaxValue ? long.MaxValue : to - from + 1).Within(size);
    }
}
