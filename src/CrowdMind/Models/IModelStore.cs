namespace CrowdMind.Models;

/// <summary>
/// Keeps the registry of models: what is known of each version, its file's facts, and the aliases.
/// <list type="number">
/// <item>A returned write is committed and synced.</item>
/// <item>Name and version are unique together: of two adds at once one is <see cref="AddModelOutcome.Added"/>.</item>
/// <item>A file is set once. The same checksum again is the same file; another is refused. Of two at once one wins. Its
/// object is loose until then (<see cref="ILooseObjects"/>), and in the same transaction is no more.</item>
/// <item>A model that an agent has is deleted only by force, which takes it from the agents in the same transaction. An
/// assignment and a deletion at once end as if one had come first.</item>
/// <item>A deleted model takes its aliases along, and its object is loose and given up from then on.</item>
/// <item>One without a version is a name that waits. Only a name that nobody has is taken up so. The first version that is
/// added to the name with its file becomes that one.</item>
/// <item>A version that is added with its file is there with it or not at all. Of two at once one is
/// <see cref="AddVersionOutcome.Added"/>.</item>
/// </list>
/// </summary>
public interface IModelStore
{
    /// <summary>Adds one without a file.</summary>
    Task<AddModelOutcome> AddAsync(Model model, CancellationToken cancellationToken);

    /// <summary>Finds what is meant, or null.</summary>
    Task<Model?> FindAsync(ModelReference reference, CancellationToken cancellationToken);

    /// <summary>Lists them, newest first, and counts all.</summary>
    /// <param name="name">Only the versions of this name; null for all.</param>
    /// <param name="slice">The part that is wanted.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<Listing<Model>> ListAsync(string? name, Slice slice, CancellationToken cancellationToken);

    /// <summary>Lists the versions of a name, newest first, without a name that waits, and counts all.</summary>
    Task<Listing<Model>> ListVersionsAsync(string name, Slice slice, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a version with its file: to the one that has the version and no file, or else to the one that waits, or else as
    /// a new one.
    /// </summary>
    Task<AddVersionOutcome> AddVersionAsync(Model model, ModelFile file, CancellationToken cancellationToken);

    /// <summary>Gives a model its file.</summary>
    Task<SetFileOutcome> SetFileAsync(ModelId id, ModelFile file, CancellationToken cancellationToken);

    /// <summary>Deletes one.</summary>
    /// <param name="id">Which.</param>
    /// <param name="force">Also when agents have it; it is taken from them.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<DeleteModelOutcome> DeleteAsync(ModelId id, bool force, CancellationToken cancellationToken);

    /// <summary>Points an alias of the version's name at it; false when there is no such version.</summary>
    Task<bool> PointAliasAsync(ModelId id, string alias, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The aliases of a name, by word.</summary>
    Task<IReadOnlyList<ModelAlias>> ListAliasesAsync(string name, CancellationToken cancellationToken);

    /// <summary>Deletes an alias; false when there is none.</summary>
    Task<bool> DeleteAliasAsync(string name, string alias, CancellationToken cancellationToken);
}
