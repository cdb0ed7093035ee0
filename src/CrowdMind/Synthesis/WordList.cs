namespace CrowdMind.Synthesis;

/// <summary>The lists of words that values are made of.</summary>
public enum WordList
{
    /// <summary>Given names.</summary>
    FirstNames,

    /// <summary>Family names.</summary>
    LastNames,

    /// <summary>Words of running text.</summary>
    Words,

    /// <summary>Cities.</summary>
    Cities,

    /// <summary>Countries.</summary>
    Countries,

    /// <summary>Street addresses.</summary>
    StreetAddresses,

    /// <summary>Postal codes.</summary>
    ZipCodes,

    /// <summary>Companies.</summary>
    Companies,

    /// <summary>Products.</summary>
    Products,

    /// <summary>Colours.</summary>
    Colors,

    /// <summary>Currency codes (ISO 4217).</summary>
    Currencies,

    /// <summary>Telephone numbers.</summary>
    Phones,

    /// <summary>Jobs.</summary>
    Jobs,

    /// <summary>Words that can stand in a mail or web address: small ASCII letters.</summary>
    AddressWords,

    /// <summary>What browsers call themselves.</summary>
    UserAgents,
}
