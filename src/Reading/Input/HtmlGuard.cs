using System.Text;

namespace Bihuan.Reading.Input;

/// <summary>Rewrites a page so that a standards parser reads it in linear time, whatever was in it: the tree algorithm of HTML searches its
/// stack of open elements at each tag and reopens formatting elements at each paragraph, which hostile pages turn into hours.</summary>
/// <remarks>
/// Kept: text, entities, tags with the few attributes that the reader looks at. Gone: comments, scripts and what else is never printed,
/// formatting tags (b, font …; a link becomes <c>x-a</c>), end tags that close nothing, and elements below the depth allowed,
/// whose text stays. One pass, no recursion; every search for an end that failed once is not made again.
/// </remarks>
internal static class HtmlGuard
{
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "select", "textarea", "xmp", "noembed", "noframes", "title", "button", "applet", "marquee",
    };

    private static readonly HashSet<string> Formatting = new(StringComparer.OrdinalIgnoreCase)
    {
        "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u", "plaintext", "frameset", "frame", "image", "ruby", "rb", "rtc",
    };

    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "class", "style", "hidden", "rowspan", "colspan", "start", "value", "type", "name", "content",
    };

    // Elements without an end, or whose end may be left out: the parser closes them itself.
    private static readonly HashSet<string> Uncounted = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "option", "optgroup", "rt", "rp", "html", "head", "body",
    };

    /// <summary>The same page in a safe form.</summary>
    public static string Bounded(string html, int maxDepth)
    {
        var text = new StringBuilder(html.Length);
        var open = new List<string>();
        var endless = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        while (at < html.Length)
        {
            var next = html.IndexOf('<', at);
            if (next < 0)
            {
                text.Append(html, at, html.Length - at);
                break;
            }

            text.Append(html, at, next - at);
            at = next + 1 < html.Length ? Mark(html, next, text, open, endless, maxDepth) : Literal(text, next);
        }

        return text.ToString();
    }

    private static int Literal(StringBuilder text, int at)
    {
        text.Append("&lt;");
        return at + 1;
    }

    /// <summary>Deals with what begins at a &lt; and gives the place after it.</summary>
    private static int Mark(string html, int at, StringBuilder text, List<string> open, HashSet<string> endless, int maxDepth)
    {
        if (html.AsSpan(at).StartsWith("<!--"))
        {
            return After(html, at + 4, "-->", endless) ?? html.Length;
        }
        if (html[at + 1] is '!' or '?')
        {
            return After(html, at + 1, ">", endless) ?? html.Length;
        }

        var isEnd = html[at + 1] == '/';
        var nameAt = at + (isEnd ? 2 : 1);
        if (nameAt >= html.Length || !char.IsAsciiLetter(html[nameAt]))
        {
            return Literal(text, at);
        }

        var nameEnd = nameAt;
        while (nameEnd < html.Length && nameEnd - nameAt < 40 && !char.IsWhiteSpace(html[nameEnd]) && html[nameEnd] is not ('/' or '>'))
        {
            nameEnd++;
        }

        var name = html[nameAt..nameEnd];
        // Stray marks such as <甲> or <1mm are words of the text; names are ASCII.
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ':' or '_'))
        {
            return Literal(text, at);
        }

        var attributes = new StringBuilder();
        var end = Attributes(html, nameEnd, isEnd ? null : attributes);
        if (end < 0)
        {
            return Literal(text, at);
        }
        if (Skipped.Contains(name))
        {
            return isEnd ? end : After(html, end, "</" + name, endless) is { } close ? After(html, close, ">", endless) ?? html.Length : end;
        }
        if (Formatting.Contains(name))
        {
            return end;
        }

        name = name.Equals("a", StringComparison.OrdinalIgnoreCase) ? "x-a" : name;
        if (Uncounted.Contains(name) || (isEnd ? Close(open, name) : Open(open, name, maxDepth)))
        {
            text.Append(isEnd ? "</" : "<").Append(name).Append(attributes).Append('>');
        }

        return end;
    }

    private static bool Open(List<string> open, string name, int maxDepth)
    {
        if (open.Count >= maxDepth)
        {
            return false;
        }

        open.Add(name);
        return true;
    }

    // An end tag closes what it names and all inside it, but nothing beyond the table that it stands in.
    private static bool Close(List<string> open, string name)
    {
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (open[i].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                open.RemoveRange(i, open.Count - i);
                return true;
            }
            if (open[i].Equals("table", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return false;
    }

    private static int? After(string html, int from, string what, HashSet<string> endless)
    {
        if (endless.Contains(what))
        {
            return null;
        }

        var at = html.IndexOf(what, from, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            endless.Add(what);
            return null;
        }

        return at + what.Length;
    }

    /// <summary>Walks over attributes to the end of the tag, keeping those wanted; -1 where the tag does not end within 1 MB or the text.</summary>
    private static int Attributes(string html, int at, StringBuilder? kept)
    {
        // A tag that never ends would make each < a walk to the end of the text.
        var limit = Math.Min(html.Length, at + (1 << 20));
        var count = 0;
        while (at < limit)
        {
            if (html[at] == '>')
            {
                return at + 1;
            }
            if (html[at] == '<')
            {
                return -1;
            }
            if (char.IsWhiteSpace(html[at]) || html[at] is '/' or '=' or '"' or '\'')
            {
                at++;
                continue;
            }

            var name = at;
            while (at < limit && !char.IsWhiteSpace(html[at]) && html[at] is not ('=' or '>' or '/' or '<'))
            {
                at++;
            }

            var nameEnd = at;
            var (value, valueEnd) = (at, at);
            if (at < limit && html[at] == '=')
            {
                at++;
                if (at < limit && html[at] is '"' or '\'')
                {
                    var close = html.AsSpan(at + 1, limit - at - 1).IndexOf(html[at]);
                    if (close < 0)
                    {
                        return -1;
                    }

                    (value, valueEnd) = (at + 1, at + 1 + close);
                    at = valueEnd + 1;
                }
                else
                {
                    value = at;
                    while (at < limit && !char.IsWhiteSpace(html[at]) && html[at] is not '>')
                    {
                        at++;
                    }

                    valueEnd = at;
                }
            }

            if (kept is not null && count < 8 && nameEnd - name <= 7 && valueEnd - value < 2_000 && Kept.Contains(html[name..nameEnd]))
            {
                count++;
                kept.Append(' ').Append(html, name, nameEnd - name).Append("=\"").Append(html[value..valueEnd].Replace("\"", "&quot;", StringComparison.Ordinal)).Append('"');
            }
        }

        return -1;
    }
}
