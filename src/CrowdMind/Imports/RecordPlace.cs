using System.Text;
using System.Text.Json;

namespace CrowdMind.Imports;

/// <summary>A name in JSON records, with what is inside it. Learnt from the records.</summary>
/// <param name="names">The name, with those of the objects around it before it; none for the record itself.</param>
internal sealed class RecordPlace(IReadOnlyList<string> names)
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(names.Count > 0 ? names[^1] : "");
    private readonly List<RecordPlace> _inside = [];
    private int _expected;

    /// <summary>Its own name.</summary>
    public string Name => names.Count > 0 ? names[^1] : "";

    /// <summary>All names.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Its column; -1 as long as it was an object only.</summary>
    public int Column { get; set; } = -1;

    /// <summary>The place of the member that the reader stands at.</summary>
    public RecordPlace Find(ref Utf8JsonReader reader)
    {
        // Records hold their fields in one order, so the first look mostly finds it.
        for (var tried = 0; tried < _inside.Count; tried++)
        {
            _expected = _expected >= _inside.Count ? 0 : _expected;
            var place = _inside[_expected++];
            if (reader.ValueTextEquals(place._name))
                return place;
        }

        var inner = new RecordPlace([.. names, reader.GetString() ?? ""]);
        _inside.Add(inner);
        return inner;
    }
}
