using CrowdMind.Datasets;
using CrowdMind.Profiles;
using CrowdMind.Segments;

namespace CrowdMind.Generation;

/// <summary>Consecutive rows as one core made them. Their bytes are good until the maker makes others.</summary>
/// <param name="Rows">How many they are.</param>
/// <param name="Packed">Their lines.</param>
/// <param name="Checksum">Their checksum.</param>
/// <param name="Profile">What they are like.</param>
/// <param name="Maker">Who made them.</param>
internal readonly record struct RowBlock(
    int Rows, PackedRows Packed, RowsChecksum Checksum, ProfileBuilder Profile, BlockMaker Maker);
