using System.Globalization;
using System.Text.Json.Serialization;

namespace CrowdMind;

/// <summary>
/// An event's position in its experiment's log: 1, 2, 3, … without gaps. <see cref="Zero"/> stands before the first
/// event, which makes it the head of an empty log and the cursor that replays everything.
/// </summary>
/// <param name="Value">The position, 0 or more.</param>
[JsonConverter(typeof(SeqJsonConverter))]
public readonly record struct Seq(long Value) : IComparable<Seq>
{
    /// <summary>The place before the first event.</summary>
    public static Seq Zero => default;

    /// <summary>The position that follows.</summary>
    public Seq Next => new(Value + 1);

    /// <summary>Moves forward by a number of events.</summary>
    public static Seq operator +(Seq seq, int events) => new(seq.Value + events);

    /// <summary>The number of events from one place to another.</summary>
    public static long operator -(Seq later, Seq earlier) => later.Value - earlier.Value;

    /// <summary>Whether the left place comes before the right.</summary>
    public static bool operator <(Seq left, Seq right) => left.Value < right.Value;

    /// <summary>Whether the left place comes after the right.</summary>
    public static bool operator >(Seq left, Seq right) => left.Value > right.Value;

    /// <summary>Whether the left place is not after the right.</summary>
    public static bool operator <=(Seq left, Seq right) => left.Value <= right.Value;

    /// <summary>Whether the left place is not before the right.</summary>
    public static bool operator >=(Seq left, Seq right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Seq other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
