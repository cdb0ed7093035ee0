using System.Buffers.Binary;
using CrowdMind.Tflite;

namespace CrowdMind.Tests.Tflite;

/// <summary>
/// A model that is damaged in a few places, read, and mended: files of megabytes are not copied for each of a million tries.
/// Places are drawn from what is not weights, where damage says nothing.
/// </summary>
internal sealed class Mutant
{
    private const int LongestSplice = 512;

    private readonly byte[] _sound;
    private readonly byte[] _bytes;
    private readonly List<(int Start, int End)> _structure = [];
    private readonly int _structureBytes;

    public Mutant(byte[] model)
    {
        (_sound, _bytes) = (model, [.. model]);
        var start = 0;
        foreach (var (weights, length) in Weights(model))
        {
            _structure.Add((start, weights));
            start = weights + length;
        }

        _structure.Add((start, model.Length));
        _structureBytes = _structure.Sum(part => part.End - part.Start);
    }

    /// <summary>What may be read of it at most; the last thing that is counted may go beyond the bound once.</summary>
    public long MostWords => Limits.TfliteLeastWords + (2L * _bytes.Length);

    /// <summary>Damages it, reads it and mends it.</summary>
    public TfliteOutcome Read(Random chance, Mutant other, out long words)
    {
        var length = _bytes.Length;
        var damages = new List<(int Start, int Length)>();
        for (var count = chance.Next(1, 5); count > 0; count--)
        {
            if (chance.Next(20) == 0)
                length = chance.Next(2) == 0 ? chance.Next(_bytes.Length) : Place(chance);
            else
                damages.Add(Damage(chance, other));
        }

        var outcome = TfliteReader.Read(_bytes.AsSpan(0, length), out words);
        foreach (var (start, bytes) in damages)
            _sound.AsSpan(start, bytes).CopyTo(_bytes.AsSpan(start));
        return outcome;
    }

    private (int Start, int Length) Damage(Random chance, Mutant other)
    {
        var at = Place(chance);
        var word = Math.Min(at & ~3, _bytes.Length - 4);
        var slot = _bytes.AsSpan(word, 4);
        switch (chance.Next(7))
        {
            case 0:
                _bytes[at] ^= (byte)(1 << chance.Next(8));
                return (at, 1);
            case 1:
                _bytes[at] = (byte)chance.Next(256);
                return (at, 1);
            case 2:
                BinaryPrimitives.WriteInt32LittleEndian(slot, Telling(chance));
                return (word, 4);
            case 3:
                // An offset that is sound but leads to where something else is.
                BinaryPrimitives.WriteInt32LittleEndian(slot, (Place(chance) & ~3) - word);
                return (word, 4);
            case 4:
                BinaryPrimitives.WriteInt32LittleEndian(slot, BinaryPrimitives.ReadInt32LittleEndian(slot) + chance.Next(-8, 9));
                return (word, 4);
            case 5:
                BinaryPrimitives.WriteUInt16LittleEndian(slot, (ushort)chance.Next(64));
                return (word, 4);
            default:
                return Splice(chance, other, at);
        }
    }

    private (int Start, int Length) Splice(Random chance, Mutant other, int at)
    {
        var from = other.Place(chance);
        var length = Math.Min(chance.Next(1, LongestSplice), Math.Min(_bytes.Length - at, other._sound.Length - from));
        other._sound.AsSpan(from, length).CopyTo(_bytes.AsSpan(at));
        return (at, length);
    }

    /// <summary>Numbers at which sums overflow and bounds end.</summary>
    private int Telling(Random chance) => chance.Next(8) switch
    {
        0 => 0,
        1 => -1,
        2 => int.MaxValue,
        3 => int.MinValue,
        4 => _bytes.Length - chance.Next(16),
        5 => 1 << chance.Next(31),
        6 => -(1 << chance.Next(31)),
        _ => chance.Next(-100, 100),
    };

    private int Place(Random chance)
    {
        var place = chance.Next(_structureBytes);
        foreach (var (start, end) in _structure)
        {
            if (place < end - start)
                return start + place;
            place -= end - start;
        }

        throw new InvalidOperationException("The parts add up to less than their sum.");
    }

    private static IEnumerable<(int Start, int Length)> Weights(byte[] model)
    {
        var found = new List<(int Start, int Length)>();
        var buffers = new FlatBuffer(model, new FlatReading(model.Length)).Root().Vector(Fields.Model.Buffers);
        for (var index = 0; index < buffers.Count; index++)
        {
            if (buffers.Table(index).Check(Fields.Buffer.Data, sizeof(byte)) is { Count: > 256 } data)
                found.Add((data.Start, data.Count));
        }

        return found.OrderBy(one => one.Start);
    }
}
