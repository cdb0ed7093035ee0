using System.Globalization;
using System.Text.Json;
using CrowdMind.TestKit.Tflite;
using CrowdMind.Tflite;
using Xunit.Abstractions;

namespace CrowdMind.Tests.Tflite;

/// <summary>Damaged models by the thousand. TFLITE_FUZZ_FILES=1000000 makes it a million.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int RealOnesOneIn = 10;

    private static readonly int Files = int.Parse(
        Environment.GetEnvironmentVariable("TFLITE_FUZZ_FILES") ?? "20000", CultureInfo.InvariantCulture);

    private static readonly JsonSerializerOptions Json = new();

    [Fact]
    public void Whatever_is_wrong_with_a_file_it_is_refused_or_read_and_never_more_of_it_than_it_has()
    {
        Mutant[] real = [.. RealModels.All.Select(model => new Mutant(RealModels.Read(model.Name)))];
        Mutant[] made = [.. MadeModels().Select(model => new Mutant(model))];
        var (valid, bytes) = (0, 0L);
        for (var file = 0; file < Files; file++)
        {
            // Each file has a seed of its own, so that one which fails can be had again alone.
            var chance = new Random(file);
            var models = file % RealOnesOneIn == 0 ? real : made;
            var outcome = Read(file, Pick(chance, models), Pick(chance, models), chance);
            if (outcome is not TfliteOutcome.Valid sound)
                continue;
            valid++;
            bytes += JsonSerializer.SerializeToUtf8Bytes(sound.Signature, Json).Length;
        }

        output.WriteLine($"{Files} files: {valid} read, {Files - valid} refused; {bytes} bytes of signatures");
        Assert.InRange(valid, Files / 100, Files * 99 / 100);
    }

    private static TfliteOutcome Read(int file, Mutant model, Mutant other, Random chance)
    {
        try
        {
            var outcome = model.Read(chance, other, out var words);
            Assert.InRange(words, 0, model.MostWords);
            if (outcome is TfliteOutcome.Invalid invalid)
                Assert.True(invalid.Offset >= 0 && invalid.Message.Length > 10, invalid.ToString());
            return outcome;
        }
        catch (Exception surprise) when (surprise is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"File {file} threw.", surprise);
        }
    }

    private static Mutant Pick(Random chance, Mutant[] models) => models[chance.Next(models.Length)];

    private static IEnumerable<byte[]> MadeModels() =>
    [
        RichModel.Build(),
        new TfliteSample().Build(),
        new TfliteSample { Labels = ["a", "b", "c"] }.Build(),
        new TfliteSample { Inputs = [new("in", 1, 4) { Scale = 1, ShapeSignature = [-1, 4] }], WeightBytes = 5000 }.Build(),
    ];
}
