namespace CrowdMind.Schemas;

/// <summary>
/// What makes the values of a field, with its parameters. Dates, times and moments are numbers here: days since 1970,
/// milliseconds since midnight, milliseconds since 1970.
/// </summary>
internal abstract record FieldGenerator
{
    private FieldGenerator()
    {
    }

    /// <summary>Every value of a range is equally likely.</summary>
    public sealed record Uniform(double Min, double Max, NumberShape Shape) : FieldGenerator;

    /// <summary>The normal distribution, cut to the bounds of its shape.</summary>
    public sealed record Normal(double Mean, double Stddev, NumberShape Shape) : FieldGenerator;

    /// <summary>The exponential of a normal distribution.</summary>
    public sealed record LogNormal(double Mu, double Sigma, NumberShape Shape) : FieldGenerator;

    /// <summary>The time between events that come at a rate.</summary>
    public sealed record Exponential(double Rate, NumberShape Shape) : FieldGenerator;

    /// <summary>The count of events of which so many are expected.</summary>
    public sealed record Poisson(double Mean, NumberShape Shape) : FieldGenerator;

    /// <summary>A value that grows by a step from row to row.</summary>
    public sealed record Sequence(double Start, double Step, NumberShape Shape) : FieldGenerator;

    /// <summary>One of several values, given as JSON.</summary>
    public sealed record Categorical(IReadOnlyList<byte[]> Values, IReadOnlyList<double> Weights) : FieldGenerator;

    /// <summary>True with a probability.</summary>
    public sealed record Bernoulli(double Probability) : FieldGenerator;

    /// <summary>Something that looks real.</summary>
    public sealed record Faker(FakerProvider Provider, string Locale) : FieldGenerator;

    /// <summary>Words, some of them typical of the row's label.</summary>
    public sealed record Words(int Min, int Max, double LabelShare, string Locale) : FieldGenerator;

    /// <summary>One of several texts with places to fill.</summary>
    public sealed record Template(IReadOnlyList<IReadOnlyList<TextPiece>> Texts, IReadOnlyList<double> Weights) : FieldGenerator;

    /// <summary>A value computed from those before it.</summary>
    public sealed record Computed(Expression Expression, NumberShape Shape) : FieldGenerator;

    /// <summary>A list of a length between two bounds.</summary>
    public sealed record List(int Min, int Max) : FieldGenerator;

    /// <summary>Nested fields.</summary>
    public sealed record Group : FieldGenerator;

    /// <summary>One feature of a short form, by its number.</summary>
    public sealed record Feature(int Number, NumberShape Shape) : FieldGenerator;
}

/// <summary>How a number is cut to fit its field.</summary>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The greatest.</param>
/// <param name="Decimals">Digits after the point, 0 to 12.</param>
internal sealed record NumberShape(double Minimum, double Maximum, int Decimals);
