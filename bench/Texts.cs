using System.Text;

namespace Bihuan.Bench;

/// <summary>What the measurements read: the gazette where it stands beside the repository, else the test corpus.</summary>
internal static class Texts
{
    /// <summary>The repository's folder.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>One gazette's worth of text.</summary>
    public static string Gazette()
    {
        var gazette = Path.Combine(Repository, "..", "shared", "gazette", "beilun-2022-02-03.txt");
        return File.Exists(gazette) ? File.ReadAllText(gazette) : Corpus();
    }

    /// <summary>Text of about <paramref name="bytes"/> bytes of UTF-8: whole paragraphs of the gazette, over and over.</summary>
    public static string OfSize(int bytes)
    {
        var gazette = Gazette();
        var size = Encoding.UTF8.GetByteCount(gazette);
        var text = new StringBuilder();
        for (var left = bytes; left > 0; left -= size)
        {
            if (left >= size)
            {
                text.Append(gazette).Append('\n');
                continue;
            }

            var cut = (int)((long)gazette.Length * left / size);
            text.Append(gazette, 0, gazette.IndexOf('\n', Math.Min(cut, gazette.Length - 1)) is > 0 and var end ? end : cut);
        }

        return text.ToString();
    }

    private static string Corpus() =>
        string.Join("\n\n", Directory.GetFiles(Path.Combine(Repository, "tests", "Reading.Tests", "Corpus"), "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText));

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Bihuan.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository's folder was not found.");
        }

        return folder;
    }
}
