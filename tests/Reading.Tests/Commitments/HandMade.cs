using System.Text.RegularExpressions;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Tests.Commitments;

/// <summary>A small tree made straight from lines, for tests of one reader by itself: 1.1, 一、, （一）, 1., (1), ① in that order.</summary>
internal static partial class HandMade
{
    public static Document Document(string text)
    {
        var root = new ClauseNode { Kind = NodeKind.Document, Place = "" };
        var body = new ClauseNode { Kind = NodeKind.Body, Place = "" };
        root.Add(body);
        List<(int Depth, ClauseNode Node)> open = [(0, body)];
        var at = 0;
        foreach (var raw in text.Split('\n'))
        {
            var start = at;
            at += raw.Length + 1;
            if (raw.Trim().Length == 0)
            {
                continue;
            }

            var number = Number().Match(raw);
            if (!number.Success)
            {
                var words = Normaliser.Normalise(text, start, start + raw.Length);
                var last = open[^1].Node;
                if (last.Kind == NodeKind.Clause)
                {
                    last.Text = MappedText.Join([last.Text, words], "\n");
                }
                else
                {
                    last.Add(new ClauseNode { Kind = NodeKind.Paragraph, Place = last.Place, Text = words });
                }
                continue;
            }

            var label = number.Groups["n"].Value;
            var (style, depth) = Style(label);
            while (open[^1].Depth >= depth)
            {
                open.RemoveAt(open.Count - 1);
            }

            var content = Normaliser.Normalise(text, start + number.Length, start + raw.Length);
            var shown = label.Replace('（', '(').Replace('）', ')').TrimEnd('.', '、', '．');
            shown = style == NumberingStyle.ChineseBracketed ? label : shown;
            var node = new ClauseNode
            {
                Kind = NodeKind.Clause,
                Numbering = style,
                Label = shown,
                Place = style == NumberingStyle.Decimal ? shown : open[^1].Node.Place + shown,
                Text = content,
                Heading = content.Length < 30 && !content.Value.AsSpan().ContainsAny("，。；：") ? content : MappedText.Empty,
            };
            open[^1].Node.Add(node);
            open.Add((depth, node));
        }

        return new Document { Title = "某预案", Issuers = [], Attachments = [], Range = new(0, text.Length), Root = root };
    }

    private static (NumberingStyle Style, int Depth) Style(string label) =>
        char.IsAsciiDigit(label[0]) && !label.EndsWith('.') && !label.EndsWith('、') ? (NumberingStyle.Decimal, 10 + label.Count(c => c == '.'))
        : label[0] is >= '①' and <= '⑳' ? (NumberingStyle.Circled, 60)
        : label[0] is '(' or '（' ? char.IsAsciiDigit(label[1]) ? (NumberingStyle.ArabicBracketed, 50) : (NumberingStyle.ChineseBracketed, 30)
        : char.IsAsciiDigit(label[0]) ? (NumberingStyle.Arabic, 40)
        : (NumberingStyle.Chinese, 20);

    [GeneratedRegex(@"^[\s-]{0,4}(?<n>\d{1,2}(?:\.\d{1,2}){1,4}(?=\s)|\d(?=\s)|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])\s{0,2}")]
    private static partial Regex Number();
}
