using System.Text;
using CrowdMind.TestKit.Tflite;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>Small files to upload, and the forms they come in.</summary>
internal sealed class SampleFiles(Random chance)
{
    private const string Boundary = "----boundary";

    /// <summary>The type of the form.</summary>
    public const string FormType = $"multipart/form-data; boundary={Boundary}";

    /// <summary>A model that runs.</summary>
    public byte[] Model() => new TfliteSample
    {
        Seed = chance.Next(1000),
        Labels = chance.OnceIn(2) ? ["calm", "curious", "angry"] : null,
        WeightBytes = chance.OnceIn(10) ? 10_000 : 0,
    }.Build();

    /// <summary>A few rows as CSV or JSONL.</summary>
    public byte[] Rows(string? format)
    {
        var rows = Enumerable.Range(0, chance.Next(1, 20)).Select(_ => (Age: chance.Next(100), Label: chance.Of("positive", "negative"))).ToList();
        return Encoding.UTF8.GetBytes(format == "jsonl"
            ? string.Concat(rows.Select(row => $"{{\"age\":{row.Age},\"label\":\"{row.Label}\"}}\n"))
            : "age,label\n" + string.Concat(rows.Select(row => $"{row.Age},{row.Label}\n")));
    }

    /// <summary>Rows of which one holds something odd.</summary>
    public byte[] OddRows()
    {
        var odd = chance.Of(chance.Of(OddTexts.Json, OddTexts.NoJson));
        return Encoding.UTF8.GetBytes(chance.OnceIn(2)
            ? $"{{\"age\":1,\"label\":\"a\"}}\n{{\"age\":{odd},{(odd.StartsWith('"') ? odd : "\"more\"")}:{odd},\"label\":\"b\"}}\n"
            : $"age,label,{odd}\n1,a,2\n{odd},b,{odd}\n");
    }

    /// <summary>The form, as it should be.</summary>
    public static byte[] Form(byte[] file) => [.. Opening("form-data; name=\"file\"; filename=\"a.bin\""), .. file, .. Closing];

    /// <summary>The form with one thing wrong, or hardly right.</summary>
    public byte[] OddForm(byte[] file)
    {
        var form = Form(file);
        return chance.Next(14) switch
        {
            0 => form[..chance.Next(form.Length)],
            1 => [.. Opening("form-data; name=\"flie\""), .. file, .. Closing],
            2 => [.. Opening("form-data"), .. file, .. Closing],
            3 => [.. Opening("attachment; name=file"), .. file, .. Closing],
            4 => [.. Opening("form-data; name=file; filename*=UTF-8''%zz"), .. file, .. Closing],
            5 => [.. Opening("form-data; name=\"file\"; filename=\"../../etc/passwd\""), .. file, .. Closing],
            6 => [.. form[..^Closing.Length], .. "\r\n"u8, .. form],
            7 => [.. Opening("form-data; name=\"other\""), .. new byte[chance.Of(10, 70_000)], .. "\r\n"u8, .. form],
            8 => [.. "a preamble\r\n"u8, .. form, .. "an epilogue"u8],
            9 => Form([]),
            10 => [.. Encoding.ASCII.GetBytes($"--{Boundary}\r\n\r\n"), .. file, .. Closing],
            11 => [.. Encoding.ASCII.GetBytes($"--{Boundary}--\r\n")],
            12 => [.. Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"\r\n{string.Concat(Enumerable.Range(0, 50).Select(i => $"X-{i}: é\r\n"))}\r\n"), .. file, .. Closing],
            _ => [],
        };
    }

    private static byte[] Closing { get; } = Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n");

    private static byte[] Opening(string disposition) => Encoding.UTF8.GetBytes(
        $"--{Boundary}\r\nContent-Disposition: {disposition}\r\nContent-Type: application/octet-stream\r\n\r\n");
}
