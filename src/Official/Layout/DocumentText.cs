using System.Text;

namespace Bihuan.Official;

/// <summary>Text on its way into a file.</summary>
internal static class DocumentText
{
    /// <summary>Without what XML cannot hold: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. Line ends are <c>\n</c>.</summary>
    public static string Clean(string text)
    {
        var from = 0;
        while (from < text.Length && text[from] >= ' ' && !char.IsSurrogate(text[from]) && text[from] < '\uFFFE')
        {
            from++;
        }

        if (from == text.Length)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (c == '\r')
            {
                // A line end of two characters is one.
                clean.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            }
            else if (c is '\n' or '\t' || (c >= ' ' && !char.IsSurrogate(c) && c < '\uFFFE'))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }
}
