namespace CrowdMind.TestKit.Tflite;

/// <summary>The <c>.tflite</c> files of the packages in <c>tests/tflite-models</c>: MediaPipe's face and hand models.</summary>
public static class RealModels
{
    private static readonly string[] Folder = ["tests", "tflite-models", "node_modules", "@mediapipe"];

    /// <summary>All of them, by package and name.</summary>
    public static IReadOnlyList<(string Package, string Name)> All { get; } =
    [
        ("face_detection", "face_detection_short_range"),
        ("face_detection", "face_detection_full_range"),
        ("face_detection", "face_detection_full_range_sparse"),
        ("hands", "hand_landmark_lite"),
        ("hands", "hand_landmark_full"),
    ];

    /// <summary>Where the file of a name is.</summary>
    public static string Path(string name)
    {
        var path = RepositoryFolder.Path([.. Folder, All.Single(model => model.Name == name).Package, $"{name}.tflite"]);
        Assert.True(File.Exists(path), $"{path} is not there; run npm ci in tests/tflite-models.");
        return path;
    }

    /// <summary>The bytes of a file.</summary>
    public static byte[] Read(string name) => File.ReadAllBytes(Path(name));
}
