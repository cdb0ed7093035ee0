using CrowdMind.Randomness;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>Writes something that looks real, as it stands within a JSON string.</summary>
internal delegate void Fake(ref Draws draws, RowBuffer output);

/// <summary>What looks real, made of the words of a locale.</summary>
internal static class Fakes
{
    private static readonly byte[][] TopDomains = ["com"u8.ToArray(), "net"u8.ToArray(), "org"u8.ToArray(), "io"u8.ToArray(), "info"u8.ToArray()];

    /// <summary>The maker of a provider's values.</summary>
    public static Fake Of(FakerProvider provider, string locale, Vocabulary vocabulary)
    {
        byte[][] Words(WordList list) => vocabulary.Table(locale, list);
        return provider switch
        {
            FakerProvider.Name => Two(Words(WordList.FirstNames), Words(WordList.LastNames)),
            FakerProvider.FirstName => One(Words(WordList.FirstNames)),
            FakerProvider.LastName => One(Words(WordList.LastNames)),
            FakerProvider.UserName => UserName(Words(WordList.AddressWords)),
            FakerProvider.Email => Email(Words(WordList.AddressWords)),
            FakerProvider.Phone => One(Words(WordList.Phones)),
            FakerProvider.Job => One(Words(WordList.Jobs)),
            FakerProvider.City => One(Words(WordList.Cities)),
            FakerProvider.Country => One(Words(WordList.Countries)),
            FakerProvider.StreetAddress => One(Words(WordList.StreetAddresses)),
            FakerProvider.ZipCode => One(Words(WordList.ZipCodes)),
            FakerProvider.Company => One(Words(WordList.Companies)),
            FakerProvider.Product => One(Words(WordList.Products)),
            FakerProvider.Color => One(Words(WordList.Colors)),
            FakerProvider.Currency => One(Words(WordList.Currencies)),
            FakerProvider.Word => One(Words(WordList.Words)),
            FakerProvider.Sentence => Sentences(Words(WordList.Words), least: 1, most: 1),
            FakerProvider.Paragraph => Sentences(Words(WordList.Words), least: 3, most: 6),
            FakerProvider.Domain => (ref draws, output) => PutDomain(ref draws, output, Words(WordList.AddressWords)),
            FakerProvider.Url => Url(Words(WordList.AddressWords)),
            FakerProvider.UserAgent => One(Words(WordList.UserAgents)),
            _ => Addresses.Of(provider),
        };
    }

    private static void Put(ref Draws draws, RowBuffer output, byte[][] words) => output.Put(words[draws.Below((uint)words.Length)]);

    private static Fake One(byte[][] words) => (ref draws, output) => Put(ref draws, output, words);

    private static Fake Two(byte[][] first, byte[][] second) => (ref draws, output) =>
    {
        Put(ref draws, output, first);
        output.Put((byte)' ');
        Put(ref draws, output, second);
    };

    private static Fake UserName(byte[][] words) => (ref draws, output) =>
    {
        Put(ref draws, output, words);
        output.Put((byte)'_');
        output.Put(draws.Below(10_000u));
    };

    private static Fake Email(byte[][] words) => (ref draws, output) =>
    {
        Put(ref draws, output, words);
        output.Put((byte)'.');
        Put(ref draws, output, words);
        output.Put(draws.Below(100u));
        output.Put((byte)'@');
        PutDomain(ref draws, output, words);
    };

    private static Fake Url(byte[][] words) => (ref draws, output) =>
    {
        output.Put("https://"u8);
        PutDomain(ref draws, output, words);
        output.Put((byte)'/');
        Put(ref draws, output, words);
    };

    private static void PutDomain(ref Draws draws, RowBuffer output, byte[][] words)
    {
        Put(ref draws, output, words);
        output.Put((byte)'.');
        Put(ref draws, output, TopDomains);
    }

    private static Fake Sentences(byte[][] words, uint least, uint most) => (ref draws, output) =>
    {
        for (var sentences = least + draws.Below(most - least + 1); sentences > 0; sentences--)
        {
            var start = output.Length;
            var count = 4 + draws.Below(9u);
            for (var i = 0; i < count; i++)
            {
                if (i > 0)
                    output.Put((byte)' ');
                Put(ref draws, output, words);
            }

            output.Capitalise(start);
            output.Put((byte)'.');
            if (sentences > 1)
                output.Put((byte)' ');
        }
    };
}
