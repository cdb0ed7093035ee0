using System.Buffers;
using System.Text.Json;
using CrowdMind.Datasets;
using CrowdMind.Generation;
using CrowdMind.Schemas;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;
using CrowdMind.Synthesis;

namespace CrowdMind.Server.Api;

/// <summary>The datasets and what they are like.</summary>
internal static class DatasetsController
{
    private static readonly Dictionary<string, DatasetType> Types =
        Enum.GetValues<DatasetType>().ToDictionary(type => type.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var datasets = api.MapGroup("/datasets").WithTags("datasets");
        datasets.MapPost("", CreateAsync)
            .Requires(Permission.Edit).Describe("createDataset", "Make a dataset, without rows yet.", 400, 413, 415, 422)
            .Accepts<DatasetRequest>("application/json").Produces<Dataset>(201);
        datasets.MapGet("", ListAsync).Requires(Permission.Read).Describe("listDatasets", "List datasets, newest first.", 422)
            .Produces<IReadOnlyList<Dataset>>();
        datasets.MapGet("/{id}", GetAsync).Requires(Permission.Read).Describe("getDataset", "Get a dataset.", 404, 422).Produces<Dataset>();
        datasets.MapDelete("/{id}", DeleteAsync)
            .Requires(Permission.Edit).Describe("deleteDataset", "Delete a dataset, its rows and their bytes.", 404, 422).Produces(204);
        datasets.MapGet("/{id}/profile", ProfileAsync)
            .Requires(Permission.Read).Describe("getDatasetProfile", "What the rows are like, field by field, and how learnable they are.", 404, 422)
            .Produces<RawJson>();
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, IDatasetStore datasets, TimeProvider time, CancellationToken cancellationToken)
    {
        var (json, refused) = await JsonBody.ReadAsync(context.Request, Limits.DocumentBytes, cancellationToken);
        if (refused is not null)
            return refused;
        if (!JsonBody.TryParse(json, out var fields, out var problem))
            return problem!;
        var name = fields.Text("name", Limits.NameCharacters);
        var version = fields.Text("version", Limits.VersionCharacters, absent: "");
        var type = fields.OptionalChoice("dataset_type", Types);
        var (creator, description) = (fields.OptionalText("created_by", Limits.NameCharacters), fields.OptionalText("description", Limits.DescriptionCharacters));
        var (schema, labels) = (fields.Object("schema"), fields.Texts("labels"));
        var outcome = fields.Problem is null ? DatasetSchema.Read(schema, labels) : null;
        foreach (var error in (outcome as SchemaOutcome.Invalid)?.Errors ?? [])
            fields.Refuse(error.Path, error.Message);
        if (fields.Problem is { } invalid || outcome is not SchemaOutcome.Valid { Schema: var read })
            return fields.Problem!;
        var dataset = new Dataset(DatasetId.New(time), name, version.Length > 0 ? version : "1.0", read.Json, read.Labels, RowCount: 0, time.Now())
        {
            State = version.Length == 0 ? DatasetState.Waiting : DatasetState.Growing,
            DatasetType = type,
            CreatedBy = creator,
            Description = description,
        };
        await datasets.AddAsync(dataset, cancellationToken);
        return TypedResults.Created($"{context.Request.Path}/{dataset.Id}", dataset);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, IDatasetStore datasets, string? limit, string? offset, CancellationToken cancellationToken)
    {
        if (!PathValues.TrySlice(limit, offset, out var slice, out var problem))
            return problem!;
        var listing = await datasets.ListAsync(slice, cancellationToken);
        return HttpLists.Answer(context, listing, slice, WireJson.Web.IReadOnlyListDataset);
    }

    private static async Task<IResult> GetAsync(string id, IDatasetStore datasets, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<DatasetId>(id, "dataset_id", out var datasetId, out var problem))
            return problem!;
        return await datasets.FindAsync(datasetId, cancellationToken) is { } dataset
            ? TypedResults.Ok(dataset)
            : Problem.DatasetNotFound(datasetId);
    }

    private static async Task<IResult> DeleteAsync(string id, DatasetSweep sweep, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<DatasetId>(id, "dataset_id", out var datasetId, out var problem))
            return problem!;
        return await sweep.DeleteAsync(datasetId, cancellationToken)
            ? TypedResults.NoContent()
            : Problem.DatasetNotFound(datasetId);
    }

    private static async Task<IResult> ProfileAsync(string id, IDatasetStore datasets, Certificates certificates, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<DatasetId>(id, "dataset_id", out var datasetId, out var problem))
            return problem!;
        if (await datasets.FindAsync(datasetId, cancellationToken) is not { } dataset)
            return Problem.DatasetNotFound(datasetId);
        var schema = StoredDatasets.SchemaOf(dataset);
        var profile = StoredDatasets.ProfileOf(schema, await datasets.ReadProfileAsync(datasetId, cancellationToken));
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, WireJson.WriterOptions))
            DatasetProfile.Write(profile, dataset.State == DatasetState.Uploaded ? null : certificates.Of(dataset, schema), json);
        return new JsonBytesResult(200, body.WrittenMemory);
    }
}
