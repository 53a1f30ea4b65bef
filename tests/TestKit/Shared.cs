using System.Text.Json;
using Xunit;

namespace Bihuan.TestKit;

/// <summary>The <c>shared</c> folder beside the repository: the gazette and its checked facts. Tests that need it skip visibly
/// where it is absent, and fail where <c>CI</c> is true, so that CI can never pass without it.</summary>
public static class Shared
{
    /// <summary>The repository's own folder.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The path of a file in the shared folder.</summary>
    public static string PathOf(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(Repository, "..", "shared", relative));
        if (!File.Exists(path))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail($"../shared/{relative} is missing; CI needs it.");
            }

            Assert.Skip($"../shared/{relative} is missing.");
        }

        return path;
    }

    /// <summary>A facts file.</summary>
    public static JsonElement Facts(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(PathOf($"facts/{name}")));
        return document.RootElement.Clone();
    }

    /// <summary>The gazette's text.</summary>
    public static string GazetteText() => File.ReadAllText(PathOf("gazette/beilun-2022-02-03.txt"));

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Bihuan.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository's folder was not found above the tests.");
        }

        return folder;
    }
}
