using CrowdMind.Models;
using Dapper;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>The versions of a name.</summary>
internal sealed partial class PostgresModelStore
{
    public Task<Listing<Model>> ListVersionsAsync(string name, Slice slice, CancellationToken cancellationToken) =>
        database.UseAsync(
            connection => connection.ListAsync<ModelRow, Model>(
                "ListModelVersions", "CountModelVersions", new { name, limit = slice.Limit, offset = slice.Offset }, PostgresModelRows.ToModel),
            cancellationToken);

    public Task<AddVersionOutcome> AddVersionAsync(Model model, ModelFile file, CancellationToken cancellationToken) =>
        database.TransactAsync(
            connection => AddVersionAsync(connection, model, file), outcome => outcome is AddVersionOutcome.Added, cancellationToken);

    private static async Task<AddVersionOutcome> AddVersionAsync(NpgsqlConnection connection, Model model, ModelFile file)
    {
        var version = model.Version ?? throw new ArgumentException("A version has a name.", nameof(model));
        await LockNameAsync(connection, model.Name);
        if (await TakeVersionAsync(connection, model, version) is not { } taken)
            throw new InvalidOperationException($"The version {version} is there and is not.");
        if (taken.File is { } known)
        {
            // The same object: added by a try whose answer was lost.
            return known.StoragePath == file.StoragePath
                ? new AddVersionOutcome.Added(taken)
                : new AddVersionOutcome.VersionTaken(taken.Id);
        }

        if (await connection.ExecuteAsync(PostgresSql.Statement("TakeLooseObject"), new { path = file.StoragePath }) == 0)
            return new AddVersionOutcome.GivenUp();
        await connection.ExecuteAsync(PostgresSql.Statement("SetModelVersion"), new { id = taken.Id.Value, version });
        await connection.ExecuteAsync(PostgresSql.Statement("SetModelFile"), PostgresModelRows.ToColumns(taken.Id, file));
        return new AddVersionOutcome.Added(taken with { Version = version, File = file });
    }

    /// <summary>Holds the one that has the version, or the one that waits for it, or a new one.</summary>
    private static async Task<Model?> TakeVersionAsync(NpgsqlConnection connection, Model model, string version)
    {
        var byVersion = new ModelReference.ByVersion(model.Name, version);
        var id = (await FindAsync(connection, byVersion))?.Id ?? await FindIdAsync(connection, "FindWaitingModel", model.Name);
        if (id is null && await connection.ExecuteAsync(PostgresSql.Statement("InsertModel"), PostgresModelRows.ToColumns(model)) == 1)
            id = model.Id;

        // Made known without a file by somebody at this moment, who holds no lock.
        id ??= (await FindAsync(connection, byVersion))?.Id;
        return id is { } found ? await LockAsync(connection, found) : null;
    }

    /// <summary>Takes up a name that nobody has.</summary>
    private static async Task<AddModelOutcome> AddNameAsync(NpgsqlConnection connection, Model model)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await LockNameAsync(connection, model.Name);
        if (await FindIdAsync(connection, "FindModelName", model.Name) is { } known)
            return known == model.Id ? new AddModelOutcome.Added() : new AddModelOutcome.NameTaken(known);
        await connection.ExecuteAsync(PostgresSql.Statement("InsertModel"), PostgresModelRows.ToColumns(model));
        await transaction.CommitAsync();
        return new AddModelOutcome.Added();
    }

    /// <summary>Whoever takes up the name or makes a version of it waits here, until the transaction ends.</summary>
    private static Task<int> LockNameAsync(NpgsqlConnection connection, string name) =>
        connection.ExecuteAsync(PostgresSql.Statement("LockModelName"), new { name });

    private static async Task<ModelId?> FindIdAsync(NpgsqlConnection connection, string statement, string name) =>
        await connection.ExecuteScalarAsync<Guid?>(PostgresSql.Statement(statement), new { name }) is { } id ? new ModelId(id) : null;
}
