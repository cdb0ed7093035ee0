using CrowdMind.Models;
using Dapper;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>The registry of models in PostgreSQL.</summary>
internal sealed partial class PostgresModelStore(PostgresDatabase database) : IModelStore
{
    public Task<AddModelOutcome> AddAsync(Model model, CancellationToken cancellationToken) =>
        database.UseAsync(
            connection => model.Version is { } version ? AddAsync(connection, model, version) : AddNameAsync(connection, model), cancellationToken);

    public Task<Model?> FindAsync(ModelReference reference, CancellationToken cancellationToken) =>
        database.UseAsync(connection => FindAsync(connection, reference), cancellationToken);

    public Task<Listing<Model>> ListAsync(string? name, Slice slice, CancellationToken cancellationToken) =>
        database.UseAsync(
            connection => connection.ListAsync<ModelRow, Model>(
                "ListModels", "CountModels", new { name, limit = slice.Limit, offset = slice.Offset }, PostgresModelRows.ToModel),
            cancellationToken);

    public Task<SetFileOutcome> SetFileAsync(ModelId id, ModelFile file, CancellationToken cancellationToken) =>
        database.TransactAsync(
            connection => SetFileAsync(connection, id, file), outcome => outcome is SetFileOutcome.Stored, cancellationToken);

    public Task<DeleteModelOutcome> DeleteAsync(ModelId id, bool force, CancellationToken cancellationToken)
    {
        var tried = false;
        return database.UseAsync(async connection =>
        {
            var again = tried;
            tried = true;
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var outcome = await DeleteAsync(connection, id, force);

            // A second try that finds nothing follows a first whose answer was lost; the sweep finds its object.
            if (outcome is DeleteModelOutcome.NoModel && again)
                return new DeleteModelOutcome.Deleted(StoragePath: null);
            if (outcome is DeleteModelOutcome.Deleted)
                await transaction.CommitAsync(cancellationToken);
            return outcome;
        }, cancellationToken);
    }

    public async Task<bool> PointAliasAsync(ModelId id, string alias, DateTimeOffset at, CancellationToken cancellationToken) =>
        await database.UseAsync(
            connection => connection.ExecuteAsync(PostgresSql.Statement("PointAlias"), new { id = id.Value, alias, at }),
            cancellationToken) == 1;

    public Task<IReadOnlyList<ModelAlias>> ListAliasesAsync(string name, CancellationToken cancellationToken) =>
        database.UseAsync<IReadOnlyList<ModelAlias>>(
            async connection => [.. (await connection.QueryAsync<ModelAliasRow>(
                PostgresSql.Statement("ListAliases"), new { name })).Select(PostgresModelRows.ToAlias)],
            cancellationToken);

    public Task<bool> DeleteAliasAsync(string name, string alias, CancellationToken cancellationToken) =>
        database.DeleteOneAsync("DeleteAlias", new { name, alias }, cancellationToken);

    private static async Task<AddModelOutcome> AddAsync(NpgsqlConnection connection, Model model, string version)
    {
        while (true)
        {
            if (await connection.ExecuteAsync(PostgresSql.Statement("InsertModel"), PostgresModelRows.ToColumns(model)) == 1)
                return new AddModelOutcome.Added();

            // Its own, by a try whose answer was lost; another's; or nobody's any more, which is a reason to try again.
            var taken = new ModelReference.ByVersion(model.Name, version);
            if (await FindAsync(connection, taken) is { Id: var id })
                return id == model.Id ? new AddModelOutcome.Added() : new AddModelOutcome.VersionTaken(id);
        }
    }

    private static async Task<Model?> FindAsync(NpgsqlConnection connection, ModelReference reference)
    {
        var row = await (reference switch
        {
            ModelReference.ById(var id) => QueryAsync("FindModel", new { id = id.Value }),
            ModelReference.ByAlias(var name, var alias) => QueryAsync("FindModelByAlias", new { name, alias }),
            ModelReference.ByVersion(var name, var version) => QueryAsync("FindModelByVersion", new { name, version }),
            _ => throw new ArgumentOutOfRangeException(nameof(reference), reference, "No known way to mean a model."),
        });
        return row is null ? null : PostgresModelRows.ToModel(row);

        Task<ModelRow?> QueryAsync(string statement, object parameters) =>
            connection.QuerySingleOrDefaultAsync<ModelRow>(PostgresSql.Statement(statement), parameters);
    }

    /// <summary>Finds a model and holds it until the transaction ends: nobody assigns it, gives it a file or deletes it.</summary>
    private static async Task<Model?> LockAsync(NpgsqlConnection connection, ModelId id) =>
        await connection.QuerySingleOrDefaultAsync<ModelRow>(PostgresSql.Statement("LockModel"), new { id = id.Value }) is { } row
            ? PostgresModelRows.ToModel(row)
            : null;

    private static async Task<SetFileOutcome> SetFileAsync(NpgsqlConnection connection, ModelId id, ModelFile file)
    {
        if (await LockAsync(connection, id) is not { } model)
            return new SetFileOutcome.NoModel();
        if (model.File is { } known)
        {
            // The same object: set by a try whose answer was lost.
            if (known.StoragePath == file.StoragePath)
                return new SetFileOutcome.Stored();
            return known.Checksum == file.Checksum ? new SetFileOutcome.Same(known) : new SetFileOutcome.Different(known);
        }

        if (await connection.ExecuteAsync(PostgresSql.Statement("TakeLooseObject"), new { path = file.StoragePath }) == 0)
            return new SetFileOutcome.GivenUp();
        await connection.ExecuteAsync(PostgresSql.Statement("SetModelFile"), PostgresModelRows.ToColumns(id, file));
        return new SetFileOutcome.Stored();
    }

    private static async Task<DeleteModelOutcome> DeleteAsync(NpgsqlConnection connection, ModelId model, bool force)
    {
        var key = new { id = model.Value };
        if (await LockAsync(connection, model) is not { } found)
            return new DeleteModelOutcome.NoModel();
        var agents = await connection.ExecuteScalarAsync<long>(PostgresSql.Statement("CountAgentsOfModel"), key);
        if (agents > 0 && !force)
            return new DeleteModelOutcome.Assigned(agents);
        await connection.ExecuteAsync(PostgresSql.Statement("TakeModelFromAgents"), key);
        await connection.ExecuteAsync(PostgresSql.Statement("DeleteAliasesOfModel"), key);
        await connection.ExecuteAsync(PostgresSql.Statement("DeleteModel"), key);
        if (found.File is { StoragePath: var path })
        {
            await connection.ExecuteAsync(
                PostgresSql.Statement("AddLooseObject"), new { path, at = DateTimeOffset.UnixEpoch, givenUp = true });
        }

        return new DeleteModelOutcome.Deleted(found.File?.StoragePath);
    }
}
