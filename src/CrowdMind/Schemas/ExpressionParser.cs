using System.Globalization;

namespace CrowdMind.Schemas;

/// <summary>
/// Reads an expression: numbers, columns, + - * / and parentheses, comparisons, and functions of one or two arguments.
/// </summary>
/// <param name="text">The expression.</param>
/// <param name="columns">The columns it may name, each with its place.</param>
internal sealed class ExpressionParser(string text, IReadOnlyDictionary<string, int> columns)
{
    // What one expression may nest, so that reading it cannot exhaust the stack.
    private const int Deepest = 50;

    private static readonly string[] Comparisons = ["<=", ">=", "==", "!=", "<", ">"];

    private int _at;
    private int _depth;

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="FormatException">It is no expression; the message says where and why.</exception>
    public Expression Parse()
    {
        var expression = Comparison();
        SkipSpace();
        return _at == text.Length ? expression : throw Unexpected("an operator");
    }

    private Expression Comparison()
    {
        var left = Sum();
        SkipSpace();
        foreach (var comparison in Comparisons)
        {
            if (Take(comparison))
                return new Expression.Binary(comparison, left, Sum());
        }

        return left;
    }

    private Expression Sum()
    {
        var left = Product();
        while (TakeOneOf("+-") is { } found)
            left = new Expression.Binary(found, left, Product());
        return left;
    }

    private Expression Product()
    {
        var left = Factor();
        while (TakeOneOf("*/") is { } found)
            left = new Expression.Binary(found, left, Factor());
        return left;
    }

    private Expression Factor()
    {
        if (++_depth > Deepest)
            throw new FormatException($"it nests deeper than {Deepest} levels");
        var factor = Unary();
        _depth--;
        return factor;
    }

    private Expression Unary()
    {
        if (TakeOneOf("-") is not null)
            return new Expression.Binary("-", new Expression.Literal(0), Factor());
        if (TakeOneOf("(") is not null)
        {
            var inner = Comparison();
            Expect(')');
            return inner;
        }

        SkipSpace();
        var start = _at;
        if (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
            return Number(start);
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '.'))
            _at++;
        return _at == start ? throw Unexpected("a number, a field or (") : Named(text[start.._at]);
    }

    private Expression.Literal Number(int start)
    {
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '.' || IsExponentSign()))
            _at++;
        return double.TryParse(text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            ? new Expression.Literal(value)
            : throw new FormatException($"'{text[start.._at]}' is not a number");
    }

    private bool IsExponentSign() => text[_at] is '+' or '-' && text[_at - 1] is 'e' or 'E';

    private Expression Named(string name)
    {
        if (TakeOneOf("(") is null)
        {
            return columns.TryGetValue(name, out var column)
                ? new Expression.Reference(column)
                : throw new FormatException($"'{name}' is not a numeric field that comes before this one");
        }

        if (!Expression.Call.Arity.TryGetValue(name, out var arity))
            throw new FormatException($"'{name}' is not a function; there are {string.Join(", ", Expression.Call.Arity.Keys)}");
        var arguments = new List<Expression> { Comparison() };
        while (arguments.Count < arity)
        {
            Expect(',');
            arguments.Add(Comparison());
        }

        Expect(')');
        return new Expression.Call(name, arguments);
    }

    private void Expect(char expected)
    {
        if (TakeOneOf(expected.ToString()) is null)
            throw Unexpected($"'{expected}'");
    }

    private string? TakeOneOf(string characters)
    {
        SkipSpace();
        return _at < text.Length && characters.Contains(text[_at], StringComparison.Ordinal) ? text[_at++].ToString() : null;
    }

    private bool Take(string token)
    {
        if (!text.AsSpan(_at).StartsWith(token, StringComparison.Ordinal))
            return false;
        _at += token.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
    }

    private FormatException Unexpected(string wanted) => new(
        _at < text.Length ? $"at character {_at + 1} stands '{text[_at]}' where {wanted} is wanted" : $"it ends where {wanted} is wanted");
}
