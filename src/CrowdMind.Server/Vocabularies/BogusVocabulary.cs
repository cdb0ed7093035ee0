using System.Text;
using Bogus;
using CrowdMind.Synthesis;

namespace CrowdMind.Server.Vocabularies;

/// <summary>
/// The words of each language, from Bogus: drawn once for a list, always alike, and then only indexed. The lists are part of
/// what a generated row is, so a change to them needs another <see cref="RowGenerator.Version"/>.
/// </summary>
internal static class BogusVocabulary
{
    private const int Drawn = 1500;
    private const int DrawSeed = 20260101;

    private static readonly string[] Platforms =
    [
        "Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64", "X11; Ubuntu; Linux x86_64",
        "Linux; Android 13; Pixel 7", "Linux; Android 14; SM-S921B", "iPhone; CPU iPhone OS 17_5 like Mac OS X", "iPad; CPU OS 17_5 like Mac OS X",
    ];

    /// <summary>The vocabulary.</summary>
    public static Vocabulary Create() => new(Read);

    private static string[] Read(string locale, WordList list)
    {
        if (list == WordList.UserAgents)
            return [.. UserAgents()];
        var faker = new Faker(locale) { Random = new Randomizer(DrawSeed) };
        return [.. Enumerable.Range(0, Drawn).Select(_ => Draw(faker, list)).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static string Draw(Faker faker, WordList list) => list switch
    {
        WordList.FirstNames => faker.Name.FirstName(),
        WordList.LastNames => faker.Name.LastName(),
        WordList.Words => faker.Lorem.Word(),
        WordList.Cities => faker.Address.City(),
        WordList.Countries => faker.Address.Country(),
        WordList.StreetAddresses => faker.Address.StreetAddress(),
        WordList.ZipCodes => faker.Address.ZipCode(),
        WordList.Companies => faker.Company.CompanyName(),
        WordList.Products => faker.Commerce.ProductName(),
        WordList.Colors => faker.Commerce.Color(),
        WordList.Currencies => faker.Finance.Currency().Code,
        WordList.Phones => faker.Phone.PhoneNumber(),
        WordList.Jobs => faker.Name.JobTitle(),
        WordList.AddressWords => AddressWord(new Bogus.DataSets.Name("en") { Random = faker.Random }.LastName()),
        _ => throw new ArgumentOutOfRangeException(nameof(list), list, "Not a list."),
    };

    private static string AddressWord(string name)
    {
        var word = new StringBuilder(name.Length);
        foreach (var letter in name.Where(char.IsAsciiLetter))
            word.Append(char.ToLowerInvariant(letter));
        return word.ToString();
    }

    private static IEnumerable<string> UserAgents()
    {
        foreach (var platform in Platforms)
        {
            foreach (var version in new[] { 121, 124, 126, 128, 131 })
            {
                yield return $"Mozilla/5.0 ({platform}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0 Safari/537.36";
                yield return $"Mozilla/5.0 ({platform}; rv:{version - 1}.0) Gecko/20100101 Firefox/{version - 1}.0";
            }

            yield return $"Mozilla/5.0 ({platform}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15";
        }
    }
}
