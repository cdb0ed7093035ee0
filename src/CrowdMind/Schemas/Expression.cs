using CrowdMind.Randomness;

namespace CrowdMind.Schemas;

/// <summary>An arithmetic expression over the columns of a row. A comparison is 1 or 0.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>The value for a row; not a number where it has none.</summary>
    /// <param name="columns">The row's columns as numbers.</param>
    public abstract double Evaluate(ReadOnlySpan<double> columns);

    /// <summary>A number.</summary>
    public sealed record Literal(double Value) : Expression
    {
        public override double Evaluate(ReadOnlySpan<double> columns) => Value;
    }

    /// <summary>The value of a column.</summary>
    public sealed record Reference(int Column) : Expression
    {
        public override double Evaluate(ReadOnlySpan<double> columns) => columns[Column];
    }

    /// <summary>An operator between two values.</summary>
    public sealed record Binary(string Operator, Expression Left, Expression Right) : Expression
    {
        public override double Evaluate(ReadOnlySpan<double> columns)
        {
            var (left, right) = (Left.Evaluate(columns), Right.Evaluate(columns));
            return Operator switch
            {
                "+" => left + right,
                "-" => left - right,
                "*" => left * right,
                "/" => left / right,
                "<" => Compared(left, right, left < right),
                "<=" => Compared(left, right, left <= right),
                ">" => Compared(left, right, left > right),
                ">=" => Compared(left, right, left >= right),
                "==" => Compared(left, right, left == right),
                _ => Compared(left, right, left != right),
            };
        }

        private static double Compared(double left, double right, bool holds) =>
            double.IsNaN(left) || double.IsNaN(right) ? double.NaN : holds ? 1 : 0;
    }

    /// <summary>A function of values.</summary>
    public sealed record Call(string Function, IReadOnlyList<Expression> Arguments) : Expression
    {
        /// <summary>The functions, each with how many arguments it takes.</summary>
        public static IReadOnlyDictionary<string, int> Arity { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["abs"] = 1,
            ["ceil"] = 1,
            ["exp"] = 1,
            ["floor"] = 1,
            ["log"] = 1,
            ["max"] = 2,
            ["min"] = 2,
            ["round"] = 1,
            ["sqrt"] = 1,
        };

        public override double Evaluate(ReadOnlySpan<double> columns)
        {
            var first = Arguments[0].Evaluate(columns);
            if (double.IsNaN(first))
                return first;
            return Function switch
            {
                "abs" => Math.Abs(first),
                "ceil" => Math.Ceiling(first),
                "exp" => ExactMath.Exp(first),
                "floor" => Math.Floor(first),
                "log" => first > 0 && double.IsFinite(first) ? ExactMath.Log(first) : double.NaN,
                "max" => Math.Max(first, Arguments[1].Evaluate(columns)),
                "min" => Math.Min(first, Arguments[1].Evaluate(columns)),
                "round" => Math.Round(first, MidpointRounding.AwayFromZero),
                _ => Math.Sqrt(first),
            };
        }
    }
}
