using System.Diagnostics.CodeAnalysis;

namespace CrowdMind.Schemas;

/// <summary>The types of a field, as Frictionless Table Schema names them.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "They are the standard's own names.")]
public enum FieldType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A number with a fraction.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A day, <c>2026-01-31</c>.</summary>
    Date,

    /// <summary>A time of day, <c>13:45:00</c>.</summary>
    Time,

    /// <summary>A moment, <c>2026-01-31T13:45:00Z</c>.</summary>
    DateTime,

    /// <summary>Nested fields.</summary>
    Object,

    /// <summary>A list of items of one type.</summary>
    Array,
}
