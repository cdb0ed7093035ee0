using CrowdMind.Models;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>The versions of a name.</summary>
internal sealed partial class SqliteModelStore
{
    public Task<Listing<Model>> ListVersionsAsync(string name, Slice slice, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader => reader.Connection.List<ModelRow, Model>(
            "ListModelVersions", "CountModelVersions", new { name, limit = slice.Limit, offset = slice.Offset }, SqliteModelRows.ToModel)));

    public Task<AddVersionOutcome> AddVersionAsync(Model model, ModelFile file, CancellationToken cancellationToken) =>
        writer.TransactAsync(connection => AddVersion(connection, model, file), outcome => outcome is AddVersionOutcome.Added);

    private static AddVersionOutcome AddVersion(SqliteConnection connection, Model model, ModelFile file)
    {
        var version = model.Version ?? throw new ArgumentException("A version has a name.", nameof(model));
        var known = Find(connection, new ModelReference.ByVersion(model.Name, version));
        if (known?.File is not null)
            return new AddVersionOutcome.VersionTaken(known.Id);
        if (connection.Execute(SqliteSql.Statement("TakeLooseObject"), new { path = file.StoragePath }) == 0)
            return new AddVersionOutcome.GivenUp();
        var id = known?.Id ?? FindId(connection, "FindWaitingModel", model.Name) ?? Insert(connection, model);
        connection.Execute(SqliteSql.Statement("SetModelVersion"), new { id = id.ToBlob(), version });
        connection.Execute(SqliteSql.Statement("SetModelFile"), SqliteModelRows.ToColumns(id, file));
        return new AddVersionOutcome.Added(Find(connection, new ModelReference.ById(id)) ?? model);
    }

    private static ModelId Insert(SqliteConnection connection, Model model)
    {
        connection.Execute(SqliteSql.Statement("InsertModel"), SqliteModelRows.ToColumns(model));
        return model.Id;
    }

    private static ModelId? FindId(SqliteConnection connection, string statement, string name) =>
        connection.ExecuteScalar<byte[]?>(SqliteSql.Statement(statement), new { name }) is { } id ? SqliteRows.ToId<ModelId>(id) : null;
}
