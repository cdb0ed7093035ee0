namespace CrowdMind.Server.Wire;

/// <summary>A setting that cannot work. Its message is one sentence for the operator.</summary>
/// <param name="name">The environment variable.</param>
/// <param name="value">What it is set to.</param>
/// <param name="wanted">What would be right.</param>
internal sealed class SettingException(string name, string? value, string wanted)
    : Exception($"{name} is '{value}', but {wanted}.");
