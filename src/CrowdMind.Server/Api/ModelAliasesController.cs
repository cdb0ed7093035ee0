using System.Text.RegularExpressions;
using CrowdMind.Models;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api;

/// <summary>The words that point at versions of a model.</summary>
internal static partial class ModelAliasesController
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var aliases = api.MapGroup("/models/{name}/aliases").WithTags("models");
        aliases.MapGet("", ListAsync).Requires(Permission.Read).Describe("listAliases", "List the aliases of a model.", 404)
            .Produces<IReadOnlyList<ModelAlias>>();
        aliases.MapPut("/{alias}", PointAsync)
            .Requires(Permission.Edit).Describe("pointAlias", "Point an alias at a version.", 400, 404, 413, 415, 422)
            .Accepts<AliasRequest>("application/json").Produces<ModelAlias>();
        aliases.MapDelete("/{alias}", DeleteAsync).Requires(Permission.Edit).Describe("deleteAlias", "Delete an alias; the version stays.", 404).Produces(204);
    }

    // Routing binds the parts of the path for the document alone; ModelPaths reads them as they were sent.
    private static async Task<IResult> ListAsync(
        string name, HttpRequest request, IModelStore models, CancellationToken cancellationToken)
    {
        name = ModelPaths.Segment(request, 1);
        return await IsKnownAsync(models, name, cancellationToken)
            ? TypedResults.Ok(await models.ListAliasesAsync(name, cancellationToken))
            : Problem.ModelNameNotFound(name);
    }

    private static async Task<IResult> PointAsync(
        string name, string alias, HttpRequest request, IModelStore models, TimeProvider time, CancellationToken cancellationToken)
    {
        (name, alias) = (ModelPaths.Segment(request, 2), ModelPaths.Segment(request, 0));
        if (!Word().IsMatch(alias))
        {
            return Problem.Invalid(
                "alias", $"'{PathValues.Shown(alias)}' is no alias; a word of 1 to {Limits.AliasCharacters} letters, digits, '.', '_' and '-' is wanted.");
        }

        var (json, refused) = await JsonBody.ReadAsync(request, Limits.DocumentBytes, cancellationToken);
        if (refused is not null)
            return refused;
        if (!JsonBody.TryParse(json, out var fields, out var problem))
            return problem!;
        if (!await IsKnownAsync(models, name, cancellationToken))
            return Problem.ModelNameNotFound(name);
        if (await FindAsync(name, fields, models, cancellationToken) is not { } model)
            return fields.Problem!;
        var at = time.Now();
        return await models.PointAliasAsync(model.Id, alias, at, cancellationToken)
            ? TypedResults.Ok(new ModelAlias(alias, model.Id, model.Version ?? "", at))
            : Problem.ModelNotFound(model.Id);
    }

    private static async Task<IResult> DeleteAsync(
        string name, string alias, HttpRequest request, IModelStore models, CancellationToken cancellationToken)
    {
        (name, alias) = (ModelPaths.Segment(request, 2), ModelPaths.Segment(request, 0));
        return await models.DeleteAliasAsync(name, alias, cancellationToken)
            ? TypedResults.NoContent()
            : Problem.ModelNotFound(new ModelReference.ByAlias(name, alias));
    }

    private static async Task<bool> IsKnownAsync(IModelStore models, string name, CancellationToken cancellationToken) =>
        (await models.ListAsync(name, new Slice(1, 0), cancellationToken)).Total > 0;

    /// <summary>The version that a request means; null when it means none, and the fields say why.</summary>
    private static async Task<Model?> FindAsync(
        string name, FieldReader fields, IModelStore models, CancellationToken cancellationToken)
    {
        var (id, version) = (fields.OptionalId<ModelId>("model_id"), fields.OptionalText("version", Limits.VersionCharacters));
        if (fields.Problem is not null)
            return null;
        if ((id is null) == (version is null))
        {
            fields.Refuse("model_id", "One of model_id and version is wanted, which say where the alias points.");
            return null;
        }

        ModelReference reference = id is { } known ? new ModelReference.ById(known) : new ModelReference.ByVersion(name, version!);
        var model = await models.FindAsync(reference, cancellationToken);
        if (model?.Name == name && model.Version is not null)
            return model;
        if (id is null)
            fields.Refuse("version", $"The model '{PathValues.Shown(name)}' has no version '{version}'.");
        else
            fields.Refuse("model_id", $"{id} is no version of the model '{PathValues.Shown(name)}'.");
        return null;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,50}\z")]
    private static partial Regex Word();
}
