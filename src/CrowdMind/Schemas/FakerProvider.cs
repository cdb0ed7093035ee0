namespace CrowdMind.Schemas;

/// <summary>What looks real. The numbers and names are part of a dataset's recipe: they are never given another meaning.</summary>
internal enum FakerProvider
{
    Name,
    FirstName,
    LastName,
    UserName,
    Email,
    Phone,
    Job,
    City,
    Country,
    StreetAddress,
    ZipCode,
    Company,
    Product,
    Color,
    Currency,
    Word,
    Sentence,
    Paragraph,
    Ipv4,
    Ipv6,
    Mac,
    Domain,
    Url,
    UserAgent,
    Uuid,
}

/// <summary>The names of providers in a schema.</summary>
internal static class FakerProviders
{
    /// <summary>Every provider by its name.</summary>
    public static IReadOnlyDictionary<string, FakerProvider> ByName { get; } = Enum.GetValues<FakerProvider>()
        .ToDictionary(Name, StringComparer.Ordinal);

    /// <summary>The names, for people.</summary>
    public static string Names { get; } = string.Join(", ", ByName.Keys);

    private static string Name(FakerProvider provider) =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(provider.ToString());
}
