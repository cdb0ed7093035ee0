using CrowdMind.Schemas;

namespace CrowdMind.Profiles;

/// <summary>
/// What a dataset looks like, gathered while its rows are made. Rows made in parallel are gathered in a builder for each
/// block, and the blocks merged in the order of their rows. Used by one thread at a time.
/// </summary>
public sealed class ProfileBuilder
{
    private const int StateVersion = 1;

    private readonly DatasetSchema _schema;
    private readonly ColumnProfile[] _columns;
    private readonly long[] _rows;

    /// <summary>Begins with nothing.</summary>
    public ProfileBuilder(DatasetSchema schema)
        : this(schema, [.. schema.Columns.Select(_ => new ColumnProfile(schema.Labels.Count))], new long[schema.Labels.Count])
    {
    }

    private ProfileBuilder(DatasetSchema schema, ColumnProfile[] columns, long[] rows) =>
        (_schema, _columns, _rows) = (schema, columns, rows);

    /// <summary>
    /// Begins a block whose rows come after those of another: what that one gave up counting, this one need not begin.
    /// </summary>
    public static ProfileBuilder After(ProfileBuilder earlier)
    {
        var builder = new ProfileBuilder(earlier._schema);
        for (var column = 0; column < builder._columns.Length; column++)
        {
            if (earlier._columns[column].Top.GaveUp)
                builder._columns[column].Top.GiveUp();
        }

        return builder;
    }

    /// <summary>How many rows were gathered.</summary>
    public long Rows => _rows.Sum();

    internal DatasetSchema Schema => _schema;

    internal IReadOnlyList<ColumnProfile> Columns => _columns;

    internal IReadOnlyList<long> RowsByLabel => _rows;

    /// <summary>Adds the rows that follow.</summary>
    /// <param name="next">Gathered for the same schema; not changed.</param>
    public void Merge(ProfileBuilder next)
    {
        for (var label = 0; label < _rows.Length; label++)
            _rows[label] += next._rows[label];
        for (var column = 0; column < _columns.Length; column++)
            _columns[column].Merge(next._columns[column]);
    }

    /// <summary>What was gathered, to be kept between calls.</summary>
    public byte[] ToState()
    {
        using var bytes = new MemoryStream();
        using var state = new BinaryWriter(bytes);
        state.Write(StateVersion);
        foreach (var rows in _rows)
            state.Write(rows);
        foreach (var column in _columns)
            column.Save(state);
        state.Flush();
        return bytes.ToArray();
    }

    /// <summary>Goes on with what was kept.</summary>
    /// <exception cref="InvalidDataException">It was kept by a program that gathered other things.</exception>
    public static ProfileBuilder FromState(DatasetSchema schema, byte[] state)
    {
        using var reader = new BinaryReader(new MemoryStream(state, writable: false));
        var version = reader.ReadInt32();
        if (version != StateVersion)
            throw new InvalidDataException($"The profile's state has version {version}; this program reads {StateVersion}.");
        var rows = new long[schema.Labels.Count];
        for (var label = 0; label < rows.Length; label++)
            rows[label] = reader.ReadInt64();
        ColumnProfile[] columns = [.. schema.Columns.Select(_ => ColumnProfile.Load(reader, rows.Length))];
        return new ProfileBuilder(schema, columns, rows);
    }

    internal void AddRow(int label) => _rows[label]++;

    internal void AddNull(int column, int label) => _columns[column].AddNull(label);

    internal void AddNumber(int column, int label, double value) => _columns[column].AddNumber(label, value);

    /// <summary>Counts a value of its own right, as its JSON.</summary>
    internal void AddValue(int column, ReadOnlySpan<byte> json) => _columns[column].Top.Add(json);
}
