using Bihuan.Reading.Text;

namespace Bihuan.TestKit;

/// <summary>Texts as the reader's stages pass them on.</summary>
public static class MappedTexts
{
    /// <summary>Text that stands in the source exactly so, from <paramref name="start"/> on.</summary>
    public static MappedText Verbatim(string text, int start = 0) => new(text, [.. Enumerable.Range(start, text.Length)]);
}
