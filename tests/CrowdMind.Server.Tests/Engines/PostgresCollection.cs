namespace CrowdMind.Server.Tests.Engines;

/// <summary>Tests on one PostgreSQL, beside the tests of other collections.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "PostgreSQL";
}
