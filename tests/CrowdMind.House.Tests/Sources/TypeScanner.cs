namespace CrowdMind.House.Tests.Sources;

/// <summary>Finds the types that a file declares, nested ones too.</summary>
public sealed class TypeScanner
{
    private static readonly HashSet<string> Keywords = ["class", "struct", "interface", "enum", "record", "delegate"];

    private static readonly HashSet<string> BeforeDeclaration =
    [
        ";", "{", "}", "]", "public", "internal", "private", "protected", "sealed", "abstract", "static", "partial",
        "readonly", "ref", "unsafe", "file", "new",
    ];

    private readonly IReadOnlyList<Token> _tokens;
    private readonly Stack<bool> _braces = new();
    private readonly List<TypeDeclaration> _found = [];

    private TypeScanner(IReadOnlyList<Token> tokens)
    {
        _tokens = tokens;
    }

    public static IReadOnlyList<TypeDeclaration> Scan(IReadOnlyList<Token> tokens)
    {
        var scanner = new TypeScanner(tokens);
        scanner.Run();
        return scanner._found;
    }

    private void Run()
    {
        for (int at = 0; at < _tokens.Count; at++)
        {
            if (_tokens[at].Is("{"))
                _braces.Push(OpensNamespace(at));
            else if (_tokens[at].Is("}"))
                _braces.TryPop(out _);
            else if (Keywords.Contains(_tokens[at].Text) && CanDeclare(at))
                Declare(at);
        }
    }

    private bool CanDeclare(int at) => at == 0 || BeforeDeclaration.Contains(_tokens[at - 1].Text);

    private bool OpensNamespace(int brace)
    {
        int at = brace - 1;
        while (at >= 0 && (_tokens[at].IsWord || _tokens[at].Is(".")) && !_tokens[at].Is("namespace"))
            at--;
        return at >= 0 && _tokens[at].Is("namespace");
    }

    private void Declare(int keyword)
    {
        int name = _tokens[keyword].Is("delegate") ? DelegateName(keyword) : keyword + 1;
        if (_tokens[keyword].Is("record") && name < _tokens.Count && _tokens[name].Text is "class" or "struct")
            name++;
        if (name <= keyword || name + 1 >= _tokens.Count || !_tokens[name].IsWord)
            return;
        if (_tokens[keyword].Is("record") && _tokens[name + 1].Text is not ("(" or "{" or ";" or ":" or "<"))
            return;

        _found.Add(new TypeDeclaration(
            _tokens[name].Text,
            _tokens[keyword].Text,
            _tokens[name].Line,
            IsPublic(keyword),
            _braces.All(isNamespace => isNamespace),
            Bases(name + 1)));
    }

    /// <summary>A delegate's name stands before its parameters; "delegate (" and "delegate {" declare none.</summary>
    private int DelegateName(int keyword)
    {
        if (keyword + 1 >= _tokens.Count || _tokens[keyword + 1].Text is "*" or "{" or "(")
            return -1;
        int depth = 0, last = -1;
        for (int at = keyword + 1; at < _tokens.Count && !_tokens[at].Is(";"); at++)
        {
            depth += Depth(_tokens[at]);
            if (depth == 1 && _tokens[at].Is("("))
                return last;
            if (depth == 0 && _tokens[at].IsWord)
                last = at;
        }

        return -1;
    }

    private bool IsPublic(int keyword)
    {
        for (int at = keyword - 1; at >= 0 && _tokens[at].IsWord && BeforeDeclaration.Contains(_tokens[at].Text); at--)
        {
            if (_tokens[at].Is("public"))
                return true;
        }

        return false;
    }

    private List<string> Bases(int at)
    {
        var bases = new List<string>();
        int depth = 0;
        bool listing = false;
        for (string last = ""; at < _tokens.Count; at++)
        {
            depth += Depth(_tokens[at]);
            if (depth == 0 && _tokens[at].Text is "{" or ";" or "where" or "}")
                return Listed(bases, last);
            if (depth == 0 && _tokens[at].Text is ":" or ",")
            {
                Listed(bases, last);
                last = "";
                listing |= _tokens[at].Is(":");
            }

            if (depth == 0 && listing && _tokens[at].IsWord)
                last = _tokens[at].Text;
        }

        return bases;
    }

    private static List<string> Listed(List<string> bases, string name)
    {
        if (name.Length > 0)
            bases.Add(name);
        return bases;
    }

    private static int Depth(Token token) => token.Text switch
    {
        "<" or "(" or "[" => 1,
        ">" or ")" or "]" => -1,
        _ => 0,
    };
}
