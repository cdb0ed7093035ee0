namespace CrowdMind.Tflite;

/// <summary>An entry of a model's list of operators, to which the operators of its graphs refer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="IsCustom">Whether it is not built in.</param>
internal readonly record struct OperatorKind(string Name, int Version, bool IsCustom);
