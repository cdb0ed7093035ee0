using CrowdMind.Randomness;

namespace CrowdMind.Synthesis;

/// <summary>Makes the values of one field for one label and writes them as JSON. Has no state: any thread may use it.</summary>
internal abstract class ValueWriter
{
    /// <summary>Whether <see cref="LogLikelihood"/> knows.</summary>
    public virtual bool KnowsLikelihood => false;

    /// <summary>Writes the value of a row.</summary>
    /// <param name="draws">The field's stream of that row.</param>
    /// <param name="row">The row.</param>
    /// <param name="column">The field's column, or -1.</param>
    public abstract void Write(ref Draws draws, Row row, int column);

    /// <summary>The logarithm of how likely this writer would have made the value that the row holds, up to a constant.</summary>
    public virtual double LogLikelihood(Row row, int column) => 0;
}
