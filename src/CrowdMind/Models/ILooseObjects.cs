namespace CrowdMind.Models;

/// <summary>
/// Keeps which objects of the object store no model has: those that are on their way to one, and those whose model is gone.
/// It is what is left of an upload or a deletion whose instance was lost in the middle.
/// <list type="number">
/// <item>A returned write is committed and synced: an object is loose before its first byte is stored.</item>
/// <item>Who stores an object says again and again that it is still coming. One of which that was not said for a while is
/// given up; from then on no model gets it, and it is due to be deleted until that is said to be done.</item>
/// <item>A path is used once, so whatever becomes of one object, no other is touched.</item>
/// </list>
/// </summary>
public interface ILooseObjects
{
    /// <summary>Says that an object will be stored.</summary>
    Task AddAsync(string path, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Says that it is still coming; false when it was given up.</summary>
    Task<bool> TouchAsync(string path, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Gives up those that were last heard of before a time, and finds all that are due to be deleted.</summary>
    Task<IReadOnlyList<string>> GiveUpAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Says that an object is deleted.</summary>
    Task RemoveAsync(string path, CancellationToken cancellationToken);
}
