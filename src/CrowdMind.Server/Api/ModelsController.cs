using System.Text;
using CrowdMind.Datasets;
using CrowdMind.Models;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;
using CrowdMind.Uploads;

namespace CrowdMind.Server.Api;

/// <summary>The registry of models.</summary>
internal sealed class ModelsController(IModelStore models, IDatasetStore datasets, ModelSweep sweep, TimeProvider time)
{
    private static readonly Dictionary<string, ModelFramework> Frameworks = new(StringComparer.Ordinal)
    {
        ["edge_impulse"] = ModelFramework.EdgeImpulse,
        ["tflite"] = ModelFramework.Tflite,
        ["custom_mlp"] = ModelFramework.CustomMlp,
    };

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/models").WithTags("models");
        group.MapPost("", static (HttpContext context, ModelsController here) => here.CreateAsync(context))
            .Requires(Permission.Edit).Describe("createModel", "Make a version of a model known, without its file yet.", 400, 409, 413, 415, 422)
            .Accepts<ModelRequest>("application/json").Produces<ModelResponse>(201);
        group.MapGet("", static (HttpContext context, string? name, string? limit, string? offset, ModelsController here) =>
                here.ListAsync(context, name, limit, offset))
            .Requires(Permission.Read).Describe("listModels", "List models, newest first.", 422).Produces<IReadOnlyList<ModelResponse>>();
        group.MapGet("/{reference}", static (string reference, HttpContext context, ModelsController here) => here.GetAsync(context))
            .Requires(Permission.Read).Describe("getModel", "Get a version of a model.", 404, 422).Produces<ModelResponse>();
        group.MapDelete("/{reference}", static (string reference, string? force, HttpContext context, ModelsController here) =>
                here.DeleteAsync(reference, force, context.RequestAborted))
            .Requires(Permission.Edit).Describe("deleteModel", "Delete a version of a model, its file and its aliases.", 404, 409, 422).Produces(204);
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        var aborted = context.RequestAborted;
        var (json, refused) = await JsonBody.ReadAsync(context.Request, Limits.DocumentBytes, aborted);
        if (refused is not null)
            return refused;
        if (!JsonBody.TryParse(json, out var fields, out var problem))
            return problem!;
        var model = Read(fields);
        if (model.DatasetId is { } id && fields.Problem is null)
            model = await TrainedOnAsync(model, id, fields, aborted);
        if (fields.Problem is { } invalid)
            return invalid;
        return await models.AddAsync(model, aborted) switch
        {
            AddModelOutcome.VersionTaken(var taken) => Problem.ModelVersionTaken(model, taken),
            AddModelOutcome.NameTaken(var taken) => Problem.ModelNameTaken(model, taken),
            _ => TypedResults.Created($"{context.Request.Path}/{model.Id}", ModelResponse.From(model)),
        };
    }

    // With a framework and no version the name is taken up, and waits.
    private static string? ReadVersion(FieldReader fields) => fields.OptionalText("framework", Limits.NameCharacters) is null
        ? fields.Text("version", Limits.VersionCharacters)
        : fields.OptionalText("version", Limits.VersionCharacters);

    private Model Read(FieldReader fields)
    {
        var model = new Model(
            ModelId.New(time),
            fields.Text("name", Limits.NameCharacters),
            ReadVersion(fields),
            fields.OptionalText("target_device", Limits.NameCharacters),
            fields.Texts("labels") ?? [],
            fields.OptionalText("description", Limits.DescriptionCharacters),
            fields.OptionalId<DatasetId>("dataset_id"),
            DatasetChecksum: null,
            fields.Object("metrics"),
            time.Now(),
            File: null,
            fields.OptionalChoice("framework", Frameworks));
        if (model.Labels.Count > Limits.ModelLabels)
            fields.Refuse("labels", $"There are {model.Labels.Count}; {Limits.ModelLabels} at most are wanted.");
        foreach (var (index, label) in model.Labels.Index().Where(one => one.Item.Length is 0 or > Limits.NameCharacters).Take(1))
            fields.Refuse($"labels[{index}]", $"It has {label.Length} characters; 1 to {Limits.NameCharacters} are wanted.");
        if (model.Metrics is { } metrics && Encoding.UTF8.GetByteCount(metrics.Text) is > Limits.MetricsBytes and var bytes)
            fields.Refuse("metrics", $"They have {bytes} bytes; {Limits.MetricsBytes} at most are wanted.");
        return model;
    }

    private async Task<Model> TrainedOnAsync(Model model, DatasetId id, FieldReader fields, CancellationToken cancellationToken)
    {
        if (await datasets.FindAsync(id, cancellationToken) is { } dataset)
            return model with { DatasetChecksum = dataset.Checksum?.ToString() };
        fields.Refuse("dataset_id", $"There is no dataset {id}.");
        return model;
    }

    private async Task<IResult> ListAsync(HttpContext context, string? name, string? limit, string? offset)
    {
        if (!PathValues.TrySlice(limit, offset, out var slice, out var problem) || !PathValues.TryText(name, "name", out problem))
            return problem!;
        var (items, total) = await models.ListAsync(name, slice, context.RequestAborted);
        var listing = new Listing<ModelResponse>([.. items.Select(ModelResponse.From)], total);
        return HttpLists.Answer(context, listing, slice, WireJson.Web.IReadOnlyListModelResponse);
    }

    private async Task<IResult> GetAsync(HttpContext context)
    {
        if (!ModelPaths.TryReference(context.Request, 0, out var reference, out var problem))
            return problem!;
        return await models.FindAsync(reference, context.RequestAborted) is { } model
            ? TypedResults.Ok(ModelResponse.From(model))
            : Problem.ModelNotFound(reference);
    }

    private async Task<IResult> DeleteAsync(string id, string? force, CancellationToken aborted)
    {
        if (!PathValues.TryId<ModelId>(id, "model_id", out var modelId, out var problem)
            || !PathValues.TryFlag(force, "force", out var forced, out problem))
            return problem!;
        return await sweep.DeleteAsync(modelId, forced, aborted) switch
        {
            DeleteModelOutcome.NoModel => Problem.ModelNotFound(modelId),
            DeleteModelOutcome.Assigned(var agents) => Problem.ModelAssigned(modelId, agents),
            _ => TypedResults.NoContent(),
        };
    }
}
