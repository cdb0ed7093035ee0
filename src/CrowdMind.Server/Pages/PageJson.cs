using System.Text.Json.Serialization;

namespace CrowdMind.Server.Pages;

/// <summary>How the pages' settings are spelt.</summary>
[JsonSerializable(typeof(PageSettings))]
internal sealed partial class PageJson : JsonSerializerContext;
