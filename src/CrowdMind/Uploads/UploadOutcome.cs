using CrowdMind.Models;

namespace CrowdMind.Uploads;

/// <summary>How an upload to a model ended. Anything but the first left everything as it was.</summary>
public abstract record UploadOutcome
{
    private UploadOutcome()
    {
    }

    /// <summary>The model has these bytes, from now on or already.</summary>
    /// <param name="File">As they are known.</param>
    public sealed record Accepted(ModelFile File) : UploadOutcome;

    /// <summary>The version is there, with these bytes.</summary>
    /// <param name="Model">As it is.</param>
    /// <param name="File">Its file.</param>
    public sealed record VersionAdded(Model Model, ModelFile File) : UploadOutcome;

    /// <summary>The name has that version already.</summary>
    /// <param name="Id">The one that has it.</param>
    public sealed record VersionTaken(ModelId Id) : UploadOutcome;

    /// <summary>It is a name that waits for its first version, which has to be named.</summary>
    public sealed record WithoutVersion : UploadOutcome;

    /// <summary>It has other bytes, and keeps them.</summary>
    /// <param name="File">Those it has.</param>
    public sealed record Different(ModelFile File) : UploadOutcome;

    /// <summary>There is no such model (any more).</summary>
    public sealed record NoModel : UploadOutcome;

    /// <summary>It is no TFLite model.</summary>
    /// <param name="Offset">Where in the file that shows.</param>
    /// <param name="Message">What is wrong there.</param>
    public sealed record NotTflite(long Offset, string Message) : UploadOutcome;

    /// <summary>The model has labels, and the file's classification output has another number of classes.</summary>
    /// <param name="Labels">How many labels.</param>
    /// <param name="Classes">How many classes.</param>
    public sealed record LabelsDisagree(int Labels, int Classes) : UploadOutcome;

    /// <summary>The object store takes no object of this size.</summary>
    /// <param name="Size">How many bytes they are.</param>
    /// <param name="Limit">How many it takes, when it says so.</param>
    public sealed record TooLargeForStore(long Size, long? Limit) : UploadOutcome;

    /// <summary>This instance said nothing of it for so long that others took it for lost.</summary>
    public sealed record GivenUp : UploadOutcome;
}
