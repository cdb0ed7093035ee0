namespace CrowdMind.Generation;

/// <summary>What a job makes once its turn has come. All of it is there when it is done, or nothing.</summary>
internal interface IMaking
{
    /// <summary>Makes it.</summary>
    /// <param name="progress">How far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<GenerationOutcome> MakeAsync(RunProgress progress, CancellationToken cancellationToken);
}
