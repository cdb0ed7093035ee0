using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Datasets;

public sealed class Generation(DatasetGround ground) : DatasetSpec(ground)
{
    [Fact]
    public async Task Rows_are_made_and_counted()
    {
        var dataset = await NewAsync();
        var answer = await GenerateAsync(dataset, 300, seed: 7);
        Assert.Equal((300, 7, 300), (
            answer.GetProperty("inserted").GetInt64(), answer.GetProperty("seed").GetInt64(), answer.GetProperty("row_count").GetInt64()));
        var shown = (await Http.GetAsync($"/datasets/{dataset}")).Expect(200).Json;
        Assert.Equal(300, shown.GetProperty("row_count").GetInt64());
        Assert.Equal(answer.GetProperty("checksum").GetString(), shown.GetProperty("checksum").GetString());
        Assert.Equal(1, shown.GetProperty("generator_version").GetInt32());
        var rows = await RowsAsync(dataset);
        Assert.Equal(Enumerable.Range(0, 300), rows.Select(row => row.GetProperty("meta").GetProperty("row").GetInt32()));
        Assert.All(rows, row => Assert.Equal(
            ["id", "dataset_id", "input_data", "label", "meta", "created_at"], row.EnumerateObject().Select(member => member.Name)));
        Assert.All(rows, row => Assert.Equal(dataset, row.GetProperty("dataset_id").GetString()));
        Assert.Equal(300, rows.Select(row => row.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(
            ["text", "user_id", "timestamp", "source", "metadata"],
            rows[0].GetProperty("input_data").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Without_n_and_seed_a_hundred_rows_are_made_with_a_seed_that_is_told()
    {
        var dataset = await NewAsync();
        var answer = (await Http.PostAsync($"/datasets/{dataset}/generate")).Expect(200).Json;
        Assert.Equal(100, answer.GetProperty("inserted").GetInt64());
        var again = await NewAsync();
        await GenerateAsync(again, 100, answer.GetProperty("seed").GetInt64());
        Assert.Equal(await ContentAsync(dataset), await ContentAsync(again));
    }

    [Fact]
    public async Task One_call_and_ten_make_the_same_rows_and_the_same_checksum()
    {
        var (whole, parts, uneven) = (await NewAsync(), await NewAsync(), await NewAsync());
        var checksum = (await GenerateAsync(whole, 10_000)).GetProperty("checksum").GetString();
        for (var call = 0; call < 10; call++)
            await GenerateAsync(parts, 1000);
        foreach (var rows in new[] { 1, 999, 1234, 3766, 4000 })
            await GenerateAsync(uneven, rows);
        var content = await ContentAsync(whole);
        Assert.Equal(content, await ContentAsync(parts));
        Assert.Equal(content, await ContentAsync(uneven));
        foreach (var dataset in new[] { parts, uneven })
            Assert.Equal(checksum, (await Http.GetAsync($"/datasets/{dataset}")).Json.GetProperty("checksum").GetString());
    }

    [Fact]
    public async Task Another_seed_goes_on_from_the_next_row_with_its_own_rows()
    {
        var (mixed, other) = (await NewAsync(), await NewAsync());
        await GenerateAsync(mixed, 50, seed: 1);
        await GenerateAsync(mixed, 50, seed: 2);
        await GenerateAsync(other, 100, seed: 2);
        Assert.Equal((await ContentAsync(other))[50..], (await ContentAsync(mixed))[50..]);
        Assert.NotEqual((await ContentAsync(other))[..50], (await ContentAsync(mixed))[..50]);
    }

    [Fact]
    public async Task Calls_at_once_do_not_interleave()
    {
        var dataset = await NewAsync();
        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(seed => GenerateAsync(dataset, 1500, seed)));
        Assert.Equal(
            Enumerable.Range(1, 6).Select(call => call * 1500L), answers.Select(one => one.GetProperty("row_count").GetInt64()).Order());
        var rows = await RowsAsync(dataset);
        Assert.Equal(Enumerable.Range(0, 9000), rows.Select(row => row.GetProperty("meta").GetProperty("row").GetInt32()));
        Assert.All(
            rows.Chunk(1500), call => Assert.Single(call.Select(row => row.GetProperty("meta").GetProperty("seed").GetInt64()).Distinct()));
    }

    [Theory]
    [InlineData("n=0", "n")]
    [InlineData("n=-5", "n")]
    [InlineData("n=ten", "n")]
    [InlineData("n=2000001", "n")]
    [InlineData("n=99999999999999999999", "n")]
    [InlineData("n=1&seed=-1", "seed")]
    [InlineData("n=1&seed=9007199254740992", "seed")]
    [InlineData("n=1&seed=1.5", "seed")]
    public async Task What_cannot_be_made_is_refused(string query, string field)
    {
        var dataset = await NewAsync();
        (await Http.PostAsync($"/datasets/{dataset}/generate?{query}")).ExpectProblem(422, field).Blaming(field);
        Assert.Equal(0, await RowCountAsync(dataset));
    }

    [Fact]
    public async Task The_splits_are_stratified_and_together_all_rows()
    {
        var dataset = await NewAsync();
        await GenerateAsync(dataset, 4000);
        var (train, validation, test) = (
            await RowsAsync(dataset, "?split=train"), await RowsAsync(dataset, "?split=validation"), await RowsAsync(dataset, "?split=test"));
        Assert.Equal(
            Enumerable.Range(0, 4000),
            train.Concat(validation).Concat(test).Select(row => row.GetProperty("meta").GetProperty("row").GetInt32()).Order());
        foreach (var label in new[] { "positive", "negative", "neutral" })
        {
            double Count(JsonElement[] rows) => rows.Count(row => row.GetProperty("label").GetString() == label);
            Assert.Equal(0.70, Count(train) / (Count(train) + Count(validation) + Count(test)), 0.02);
            Assert.Equal(Count(validation), Count(test), 0.1 * Count(test));
        }
    }

    /// <summary>The rows without what names their dataset.</summary>
    private async Task<string[]> ContentAsync(string dataset) =>
        [.. (await RowsAsync(dataset)).Select(row => $"{row.GetProperty("input_data")} {row.GetProperty("label")} {row.GetProperty("meta")}")];
}
