using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>One printed paragraph of a document's tree.</summary>
/// <param name="Node">The node it stands in.</param>
/// <param name="Text">Its words, mended.</param>
/// <param name="First">Whether it is the node's first paragraph, the one that carries the node's number.</param>
internal readonly record struct TextLine(ClauseNode Node, MappedText Text, bool First)
{
    /// <summary>Whether it is a heading: short, without the punctuation of running text.</summary>
    public bool IsHeading =>
        Text.Length <= 40 && Text.Value.AsSpan().IndexOfAny(Cjk.RunningMarks) < 0 && !Text.Value.EndsWith('：');
}

/// <summary>A document's tree as the paragraphs a person sees, one after the other. Plans and name lists are read from these:
/// in which node a short line came to lie matters less than what stands above it.</summary>
internal static class TextLines
{
    /// <summary>Every paragraph in text order; tables give none.</summary>
    public static IEnumerable<TextLine> Of(Document document) => document.Nodes.SelectMany(Of);

    /// <summary>The node's own paragraphs.</summary>
    public static IEnumerable<TextLine> Of(ClauseNode node)
    {
        var own = node.Text.IsEmpty ? node.Heading : node.Text;
        for (var start = 0; start < own.Length;)
        {
            var end = own.Value.IndexOf('\n', start);
            end = end < 0 ? own.Length : end;
            if (end > start)
            {
                yield return new(node, own.Slice(start, end - start), start == 0);
            }
            start = end + 1;
        }
    }

    /// <summary>Whether <paramref name="node"/> is <paramref name="scope"/> or stands in it. Looks up no more than a few dozen levels:
    /// deeper nesting is no government document.</summary>
    public static bool IsWithin(ClauseNode node, ClauseNode scope)
    {
        const int Deepest = 64;
        var at = node;
        for (var i = 0; i < Deepest && at is not null; i++)
        {
            if (ReferenceEquals(at, scope))
            {
                return true;
            }
            at = at.Parent;
        }

        return false;
    }
}
