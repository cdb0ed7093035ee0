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

    private readonly IReadOnlyList<Token> tokens;
    private readonly Stack<bool> braces = new();
    private readonly List<TypeDeclaration> found = [];

    private TypeScanner(IReadOnlyList<Token> tokens)
    {
        this.tokens = tokens;
    }

    public static IReadOnlyList<TypeDeclaration> Scan(IReadOnlyList<Token> tokens)
    {
        var scanner = new TypeScanner(tokens);
        scanner.Run();
        return scanner.found;
    }

    private void Run()
    {
        for (int at = 0; at < tokens.Count; at++)
        {
            if (tokens[at].Is("{"))
                braces.Push(OpensNamespace(at));
            else if (tokens[at].Is("}"))
                braces.TryPop(out _);
            else if (Keywords.Contains(tokens[at].Text) && (at == 0 || BeforeDeclaration.Contains(tokens[at - 1].Text)))
                Declare(at);
        }
    }

    private bool OpensNamespace(int brace)
    {
        int at = brace - 1;
        while (at >= 0 && (tokens[at].IsWord || tokens[at].Is(".")) && !tokens[at].Is("namespace"))
            at--;
        return at >= 0 && tokens[at].Is("namespace");
    }

    private void Declare(int keyword)
    {
        int name = tokens[keyword].Is("delegate") ? DelegateName(keyword) : keyword + 1;
        if (tokens[keyword].Is("record") && name < tokens.Count && tokens[name].Text is "class" or "struct")
            name++;
        if (name <= keyword || name + 1 >= tokens.Count || !tokens[name].IsWord)
            return;
        if (tokens[keyword].Is("record") && tokens[name + 1].Text is not ("(" or "{" or ";" or ":" or "<"))
            return;

        found.Add(new TypeDeclaration(
            tokens[name].Text,
            tokens[keyword].Text,
            tokens[name].Line,
            IsPublic(keyword),
            braces.All(isNamespace => isNamespace),
            Bases(name + 1)));
    }

    /// <summary>A delegate's name stands before its parameters; "delegate (" and "delegate {" declare none.</summary>
    private int DelegateName(int keyword)
    {
        if (keyword + 1 >= tokens.Count || tokens[keyword + 1].Text is "*" or "{" or "(")
            return -1;
        int depth = 0, last = -1;
        for (int at = keyword + 1; at < tokens.Count && !tokens[at].Is(";"); at++)
        {
            depth += Depth(tokens[at]);
            if (depth == 1 && tokens[at].Is("("))
                return last;
            if (depth == 0 && tokens[at].IsWord)
                last = at;
        }

        return -1;
    }

    private bool IsPublic(int keyword)
    {
        for (int at = keyword - 1; at >= 0 && tokens[at].IsWord && BeforeDeclaration.Contains(tokens[at].Text); at--)
        {
            if (tokens[at].Is("public"))
                return true;
        }

        return false;
    }

    private List<string> Bases(int at)
    {
        var bases = new List<string>();
        int depth = 0;
        bool listing = false;
        for (string last = ""; at < tokens.Count; at++)
        {
            depth += Depth(tokens[at]);
            if (depth == 0 && tokens[at].Text is "{" or ";" or "where" or "}")
                return Listed(bases, last);
            if (depth == 0 && tokens[at].Text is ":" or ",")
            {
                Listed(bases, last);
                last = "";
                listing |= tokens[at].Is(":");
            }

            if (depth == 0 && listing && tokens[at].IsWord)
                last = tokens[at].Text;
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
