using System.Text.Json;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Samples;

/// <summary>samples/trainer-python against the real server, whose reader judges the file it writes.</summary>
public sealed class TrainerPythonTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private const string Script = "trainer-python/trainer.py";
    private const string Numbers =
        """{"name":"numbers","labels":["cat","dog","owl"],"schema":{"features":["a","b","c","d","e"],"label_column":"pet"}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly RestClient _rest = new(fixture.Server.BaseUri);

    public void Dispose() => _rest.Dispose();

    [Theory]
    [InlineData("16", 2)]
    [InlineData("0", 1)]
    public async Task It_learns_from_numbers_and_brings_a_model_back(string hidden, int layers)
    {
        var dataset = await DatasetAsync(Numbers, 3000);
        var model = await TrainAsync(dataset, "--hidden", hidden, "--version", $"hidden-{hidden}");

        Assert.Equal(["cat", "dog", "owl"], Texts(model.GetProperty("labels")));
        Assert.Equal(dataset, model.GetProperty("dataset_id").GetGuid());
        var signature = model.GetProperty("signature");
        Assert.Equal(["cat", "dog", "owl"], Texts(signature.GetProperty("labels")));
        Assert.Equal("""[1,5]""", signature.GetProperty("inputs")[0].GetProperty("shape").GetRawText());
        Assert.Equal("""[1,3]""", signature.GetProperty("outputs")[0].GetProperty("shape").GetRawText());
        var operators = signature.GetProperty("operators").EnumerateArray()
            .ToDictionary(one => $"{one.GetProperty("name")}", one => one.GetProperty("count").GetInt32());
        Assert.Equal(new Dictionary<string, int> { ["FULLY_CONNECTED"] = layers, ["SOFTMAX"] = 1 }, operators);
        Assert.Equal(["TFLITE_METADATA", "features.txt", "labels.txt"], Texts(signature.GetProperty("metadata"), "name"));
        ItIsAsGoodAsCanBe(model.GetProperty("metrics"));
    }

    [Fact]
    public async Task It_learns_from_words_and_packs_them_in_the_file()
    {
        var dataset = await DatasetAsync("""{"name":"texts"}""", 3000);
        var model = await TrainAsync(dataset, "--version", "words");

        var signature = model.GetProperty("signature");
        Assert.Equal("text", $"{signature.GetProperty("inputs")[0].GetProperty("name")}");
        Assert.Equal(["TFLITE_METADATA", "vocabulary.txt", "labels.txt"], Texts(signature.GetProperty("metadata"), "name"));
        ItIsAsGoodAsCanBe(model.GetProperty("metrics"));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_file()
    {
        var dataset = await DatasetAsync(Numbers, 1000);
        var first = await TrainAsync(dataset, "--seed", "7", "--epochs", "3", "--version", "once");
        var second = await TrainAsync(dataset, "--seed", "7", "--epochs", "3", "--version", "again");
        var other = await TrainAsync(dataset, "--seed", "8", "--epochs", "3", "--version", "otherwise");

        Assert.Equal($"{first.GetProperty("checksum")}", $"{second.GetProperty("checksum")}");
        Assert.NotEqual($"{first.GetProperty("checksum")}", $"{other.GetProperty("checksum")}");
    }

    [Fact]
    public async Task Started_with_nothing_it_makes_an_example_and_gives_it_to_an_agent()
    {
        var agent = await _rest.CreateAgentAsync();
        await using var trainer = Run("--assign", $"{agent}", "--epochs", "5");

        Assert.True(await trainer.ExitAsync(Patience) == 0, trainer.Notes);
        var boot = (await _rest.SendAsync(HttpMethod.Get, $"agents/{agent}/model", null)).Expect(200).Json;
        Assert.Contains($"{boot.GetProperty("model").GetProperty("id")}", trainer.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_cannot_learn_from_is_said_in_one_sentence()
    {
        var empty = await DatasetAsync(Numbers, 0);
        await RefusedAsync($"Dataset {empty} has 0 rows; generate some hundred first.", "--dataset", $"{empty}");
        var texts = await DatasetAsync("""{"name":"texts"}""", 20);
        await RefusedAsync("The rows have no field 'words'; they have text, user_id", "--dataset", $"{texts}", "--text", "words");
        await RefusedAsync("GET datasets/no-uuid: 422, dataset_id: 'no-uuid' is not a UUID", "--dataset", "no-uuid");
        await RefusedAsync("No CrowdMind server answers at", "--url", $"http://127.0.0.1:{FreePort.Next()}/api");
    }

    private async Task RefusedAsync(string note, params string[] arguments)
    {
        await using var trainer = Run(arguments);
        Assert.Equal(1, await trainer.ExitAsync(Patience));
        await trainer.NoteAsync(note, Patience);
        Assert.DoesNotContain('\n', trainer.Notes);
    }

    /// <summary>What chance leaves between one test split and what is attainable on the whole is within a few hundredths.</summary>
    private static void ItIsAsGoodAsCanBe(JsonElement metrics)
    {
        var (reached, attainable) = (Number("test_accuracy"), Number("attainable_accuracy"));
        Assert.True(reached >= 0.85, $"{metrics}");
        Assert.InRange(reached, attainable - 0.05, attainable + 0.05);

        double Number(string name) => metrics.GetProperty(name).GetDouble();
    }

    private async Task<Guid> DatasetAsync(string description, int rows)
    {
        var dataset = (await _rest.PostAsync("datasets", description)).Expect(201).Json.GetProperty("id").GetGuid();
        if (rows > 0)
            (await _rest.PostAsync($"datasets/{dataset}/generate?n={rows}&seed=42", "")).Expect(200);
        return dataset;
    }

    /// <summary>Trains on a dataset; the model as the server then has it.</summary>
    private async Task<JsonElement> TrainAsync(Guid dataset, params string[] arguments)
    {
        await using var trainer = Run(["--dataset", $"{dataset}", "--name", $"model of {dataset}", .. arguments]);
        Assert.True(await trainer.ExitAsync(Patience) == 0, trainer.Notes);
        await trainer.LinesAsync(3, Patience);
        var id = trainer.Lines[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].TrimEnd(',');
        return (await _rest.SendAsync(HttpMethod.Get, $"models/{id}", null)).Expect(200).Json;
    }

    private SampleProcess Run(params string[] arguments) =>
        SampleProcess.Python(Script, ["--url", $"{fixture.Server.BaseUri}api/v1", .. arguments]);

    private static IEnumerable<string> Texts(JsonElement list, string? member = null) =>
        list.EnumerateArray().Select(one => $"{(member is null ? one : one.GetProperty(member))}");
}
