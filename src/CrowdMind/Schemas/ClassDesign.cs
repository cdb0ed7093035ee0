namespace CrowdMind.Schemas;

/// <summary>
/// How the classes of a short form lie in the space of its features, after scikit-learn's <c>make_classification</c>, which is
/// Guyon's "Design of experiments of the NIPS 2003 variable selection benchmark" (2003).
/// </summary>
/// <param name="Features">How many features there are.</param>
/// <param name="Informative">The first so many: normal around their class's corner of a hypercube.</param>
/// <param name="Redundant">The next so many: random combinations of the informative ones. The rest is noise.</param>
/// <param name="Separation">Half the length of the hypercube's sides (<c>class_sep</c>), in standard deviations.</param>
/// <param name="FlippedShare">The share of rows whose label is drawn anew after their features (<c>flip_y</c>).</param>
internal sealed record ClassDesign(int Features, int Informative, int Redundant, double Separation, double FlippedShare);
