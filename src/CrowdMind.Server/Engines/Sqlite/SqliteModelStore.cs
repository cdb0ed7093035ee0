using CrowdMind.Models;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>The registry of models in a SQLite file.</summary>
internal sealed partial class SqliteModelStore(SqliteWriter writer, SqliteReaders readers) : IModelStore
{
    public Task<AddModelOutcome> AddAsync(Model model, CancellationToken cancellationToken) =>
        writer.RunAsync<AddModelOutcome>(connection =>
        {
            // Nobody else writes before this piece of work is done.
            if (model.Version is null && FindId(connection, "FindModelName", model.Name) is { } known)
                return new AddModelOutcome.NameTaken(known);
            if (connection.Execute(SqliteSql.Statement("InsertModel"), SqliteModelRows.ToColumns(model)) == 1)
                return new AddModelOutcome.Added();
            var taken = new ModelReference.ByVersion(model.Name, model.Version!); // Only a version was in the way.
            return new AddModelOutcome.VersionTaken(Find(connection, taken)!.Id);
        });

    public Task<Model?> FindAsync(ModelReference reference, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader => Find(reader.Connection, reference)));

    public Task<Listing<Model>> ListAsync(string? name, Slice slice, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader => reader.Connection.List<ModelRow, Model>(
            "ListModels", "CountModels", new { name, limit = slice.Limit, offset = slice.Offset }, SqliteModelRows.ToModel)));

    public Task<SetFileOutcome> SetFileAsync(ModelId id, ModelFile file, CancellationToken cancellationToken) =>
        writer.TransactAsync(connection => SetFile(connection, id, file), outcome => outcome is SetFileOutcome.Stored);

    public Task<DeleteModelOutcome> DeleteAsync(ModelId id, bool force, CancellationToken cancellationToken) =>
        writer.TransactAsync(connection => Delete(connection, id, force), outcome => outcome is DeleteModelOutcome.Deleted);

    public async Task<bool> PointAliasAsync(ModelId id, string alias, DateTimeOffset at, CancellationToken cancellationToken) =>
        await writer.RunAsync(connection => connection.Execute(
            SqliteSql.Statement("PointAlias"), new { id = id.ToBlob(), alias, at = Instants.ToMicroseconds(at) })) == 1;

    public Task<IReadOnlyList<ModelAlias>> ListAliasesAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ModelAlias>>(readers.Read(reader => reader.Connection
            .Query<ModelAliasRow>(SqliteSql.Statement("ListAliases"), new { name }).Select(SqliteModelRows.ToAlias).AsList()));

    public async Task<bool> DeleteAliasAsync(string name, string alias, CancellationToken cancellationToken) =>
        await writer.RunAsync(connection => connection.Execute(SqliteSql.Statement("DeleteAlias"), new { name, alias })) == 1;

    private static Model? Find(SqliteConnection connection, ModelReference reference)
    {
        var row = reference switch
        {
            ModelReference.ById(var id) => Query("FindModel", new { id = id.ToBlob() }),
            ModelReference.ByAlias(var name, var alias) => Query("FindModelByAlias", new { name, alias }),
            ModelReference.ByVersion(var name, var version) => Query("FindModelByVersion", new { name, version }),
            _ => throw new ArgumentOutOfRangeException(nameof(reference), reference, "No known way to mean a model."),
        };
        return row is null ? null : SqliteModelRows.ToModel(row);

        ModelRow? Query(string statement, object parameters) =>
            connection.QuerySingleOrDefault<ModelRow>(SqliteSql.Statement(statement), parameters);
    }

    private static SetFileOutcome SetFile(SqliteConnection connection, ModelId id, ModelFile file)
    {
        if (Find(connection, new ModelReference.ById(id)) is not { } model)
            return new SetFileOutcome.NoModel();
        if (model.File is { } known)
            return known.Checksum == file.Checksum ? new SetFileOutcome.Same(known) : new SetFileOutcome.Different(known);
        if (connection.Execute(SqliteSql.Statement("TakeLooseObject"), new { path = file.StoragePath }) == 0)
            return new SetFileOutcome.GivenUp();
        connection.Execute(SqliteSql.Statement("SetModelFile"), SqliteModelRows.ToColumns(id, file));
        return new SetFileOutcome.Stored();
    }

    private static DeleteModelOutcome Delete(SqliteConnection connection, ModelId model, bool force)
    {
        var key = new { id = model.ToBlob() };
        if (Find(connection, new ModelReference.ById(model)) is not { } found)
            return new DeleteModelOutcome.NoModel();
        var agents = connection.ExecuteScalar<long>(SqliteSql.Statement("CountAgentsOfModel"), key);
        if (agents > 0 && !force)
            return new DeleteModelOutcome.Assigned(agents);
        connection.Execute(SqliteSql.Statement("TakeModelFromAgents"), key);
        connection.Execute(SqliteSql.Statement("DeleteAliasesOfModel"), key);
        connection.Execute(SqliteSql.Statement("DeleteModel"), key);
        if (found.File is { StoragePath: var path })
            connection.Execute(SqliteSql.Statement("AddLooseObject"), new { path, at = 0L, givenUp = true });
        return new DeleteModelOutcome.Deleted(found.File?.StoragePath);
    }
}
