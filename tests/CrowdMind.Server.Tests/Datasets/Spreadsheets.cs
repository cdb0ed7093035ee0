using System.Text.Json;
using CsvText = CrowdMind.Server.Tests.Api.Csv;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>A CSV that is asked for with excel=true: nothing in it runs, whatever somebody wrote into a dataset (OWASP, "CSV Injection").</summary>
public sealed class Spreadsheets(DatasetGround ground) : DatasetSpec(ground)
{
    public static TheoryData<string> Formulas { get; } =
        ["=1+1", "+1", "-1+1|cmd", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(1)"];

    [Theory]
    [MemberData(nameof(Formulas))]
    public async Task A_text_and_a_column_s_name_that_would_run_get_an_apostrophe(string formula)
    {
        var (header, cells) = await ExportAsync(formula, formula, "excel=true");
        Assert.Equal("'" + formula, header[0]);
        Assert.Equal("'" + formula, cells[0]);
        (header, cells) = await ExportAsync(formula, formula, "excel=false");
        Assert.Equal((formula, formula), (header[0], cells[0]));
    }

    [Fact]
    public async Task A_text_is_one_cell_whatever_separates_cells_where_it_is_read()
    {
        const string Text = "a;=1+1";
        var dataset = await NewAsync(Schema("text", Text));
        await GenerateAsync(dataset, 1);
        var lines = (await Http.GetAsync($"/datasets/{dataset}/export?format=csv&layout=flat&excel=true")).Expect(200).Text.Split("\r\n");
        Assert.Contains($"\"{Text}\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_below_zero_stay_numbers()
    {
        var dataset = await NewAsync("""{"name":"d","schema":{"fields":[{"name":"n","type":"integer","generator":{"kind":"categorical","values":[-5]}}]}}""");
        await GenerateAsync(dataset, 1);
        var text = (await Http.GetAsync($"/datasets/{dataset}/export?format=csv&layout=flat&excel=true")).Expect(200).Text;
        Assert.Equal("-5", CsvText.Read(text.TrimStart('\uFEFF'))[1][0]);
    }

    private async Task<(string[] Header, string[] Cells)> ExportAsync(string name, string text, string query)
    {
        var dataset = await NewAsync(Schema(name, text));
        await GenerateAsync(dataset, 1);
        var csv = (await Http.GetAsync($"/datasets/{dataset}/export?format=csv&layout=flat&{query}")).Expect(200).Text;
        var records = CsvText.Read(csv.TrimStart('\uFEFF'));
        return ([.. records[0]], [.. records[1]]);
    }

    private static string Schema(string name, string text) => JsonSerializer.Serialize(new
    {
        name = "d",
        schema = new { fields = new[] { new { name, type = "string", generator = new { kind = "categorical", values = new[] { text } } } } },
    });
}
