using Bihuan.Reading.Text;

namespace Bihuan.Reading;

/// <summary>What a gazette says of itself (公报).</summary>
/// <param name="Title">Such as 某市某区人民政府公报.</param>
/// <param name="Issue">As printed, such as 2022年第02-03期; <see langword="null"/> where none is printed.</param>
/// <param name="Contents">The table of contents, in printed order.</param>
public sealed record Gazette(string Title, string? Issue, IReadOnlyList<ContentsEntry> Contents);

/// <summary>A line of a gazette's table of contents.</summary>
/// <param name="Category">The heading it stands under (栏目), such as 区政府文件.</param>
/// <param name="Title">The title as listed there, which may differ from the document's own.</param>
/// <param name="Number">The document number as normalised, where listed.</param>
/// <param name="Page">The printed page, where listed.</param>
/// <param name="Range">Where it is printed.</param>
public sealed record ContentsEntry(string? Category, string Title, string? Number, int? Page, SourceRange Range);

/// <summary>One document (公文) with what its head and foot say and its tree of clauses.</summary>
public sealed class Document
{
    /// <summary>The number in normal form, such as <c>某政办〔2022〕5号</c>; <see langword="null"/> where none is printed.</summary>
    public string? Number { get; init; }

    /// <summary>A registration number printed below it, such as that of a normative document (规范性文件统一编号).</summary>
    public string? Registration { get; init; }

    /// <summary>The title, with the breaks and spaces of its lines taken out.</summary>
    public required string Title { get; init; }

    /// <summary>The issuing bodies, most senior first, as printed in title or signature.</summary>
    public required IReadOnlyList<string> Issuers { get; init; }

    /// <summary>The signature as printed, where it differs from the issuer named in the title.</summary>
    public string? SignedAs { get; init; }

    /// <summary>The day of signature.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The gazette's heading for it (栏目).</summary>
    public string? Category { get; init; }

    /// <summary>To whom it is sent (主送机关), as printed without the closing colon.</summary>
    public string? Addressees { get; init; }

    /// <summary>The attachments it lists or carries, by title, in order.</summary>
    public required IReadOnlyList<string> Attachments { get; init; }

    /// <summary>All of it in the source.</summary>
    public required SourceRange Range { get; init; }

    /// <summary>The tree of its parts and clauses.</summary>
    public required ClauseNode Root { get; init; }

    /// <summary>What it commits anyone to, in text order.</summary>
    public IReadOnlyList<Commitment> Commitments { get; internal set; } = [];

    /// <summary>The documents it is based on, each with number in brackets where printed.</summary>
    public IReadOnlyList<string> BasedOn => [.. Commitments.OfType<CitationCommitment>().Where(c => c.Role == CitationRole.BasedOn).Select(c => c.Display).Distinct(StringComparer.Ordinal)];

    /// <summary>The documents it repeals, each with number in brackets where printed.</summary>
    public IReadOnlyList<string> Repeals => [.. Commitments.OfType<CitationCommitment>().Where(c => c.Role == CitationRole.Repeals).Select(c => c.Display).Distinct(StringComparer.Ordinal)];

    /// <summary>How messages and clauses name it: the number, or else the title.</summary>
    public string Name => Number ?? Title;

    /// <summary>Every node of the tree below the root, in text order.</summary>
    public IEnumerable<ClauseNode> Nodes => Root.Descendants();
}

/// <summary>What a node of the tree is.</summary>
public enum NodeKind
{
    /// <summary>The document itself.</summary>
    Document,

    /// <summary>The notice that carries it (通知), or the document's own body.</summary>
    Body,

    /// <summary>The text that the notice issues, printed after its signature (plan, rules, order).</summary>
    Annex,

    /// <summary>附件.</summary>
    Attachment,

    /// <summary>A numbered heading or clause: 一、（一）1. 第一条 3.2.3 ①.</summary>
    Clause,

    /// <summary>A paragraph with no number of its own.</summary>
    Paragraph,

    /// <summary>A table; <see cref="ClauseNode.Table"/> has its rows.</summary>
    Table,
}

/// <summary>The ways clauses are numbered.</summary>
public enum NumberingStyle
{
    /// <summary>No number.</summary>
    None,

    /// <summary>第一编, 第一章.</summary>
    Chapter,

    /// <summary>第一节.</summary>
    Section,

    /// <summary>第一条.</summary>
    Article,

    /// <summary>一、.</summary>
    Chinese,

    /// <summary>（一）.</summary>
    ChineseBracketed,

    /// <summary>1. 1、 1．.</summary>
    Arabic,

    /// <summary>（1） 1）.</summary>
    ArabicBracketed,

    /// <summary>①.</summary>
    Circled,

    /// <summary>1.1, 3.2.3.1, and a bare 3 that heads such a scheme.</summary>
    Decimal,

    /// <summary>一是, 二是 inside a paragraph.</summary>
    InlineChinese,
}

/// <summary>A part, heading, clause, paragraph or table. Every node slices back to its exact original text.</summary>
public sealed class ClauseNode
{
    private readonly List<ClauseNode> _children = [];

    /// <summary>What it is.</summary>
    public required NodeKind Kind { get; init; }

    /// <summary>How it is numbered.</summary>
    public NumberingStyle Numbering { get; init; }

    /// <summary>Its own number in normal form: 三, （四）, 2, 第十八条, 3.2.3, ②; empty where it has none.</summary>
    public string Label { get; init; } = "";

    /// <summary>Its number as a number; 0 where it has none.</summary>
    public int Ordinal { get; init; }

    /// <summary>Its stable place in the document, such as <c>三（四）2</c>, <c>第十八条</c>, <c>3.2.3(2)②</c>, <c>附件2</c>.
    /// An unnumbered paragraph of a clause has the clause's place.</summary>
    public required string Place { get; init; }

    /// <summary>All of it, children too.</summary>
    public SourceRange Range { get; internal set; }

    /// <summary>Its own words without the number: its first paragraph and, each after a <c>\n</c>, the unnumbered paragraphs that
    /// follow before its first child. Empty for parts and tables.</summary>
    public MappedText Text { get; internal set; } = MappedText.Empty;

    /// <summary><see cref="Text"/> together with the inline list (一是…二是…) that was taken out of it into children.</summary>
    public MappedText WholeText
    {
        get => field ?? Text;
        internal set;
    }

    /// <summary>The heading: all of <see cref="Text"/> for a heading line, its first sentence for 1. 标题。正文…, else empty.</summary>
    public MappedText Heading { get; internal set; } = MappedText.Empty;

    /// <summary>Its rows, for a table.</summary>
    public Table? Table { get; init; }

    /// <summary>What it stands in; <see langword="null"/> for the document.</summary>
    public ClauseNode? Parent { get; private set; }

    /// <summary>What stands in it, in text order.</summary>
    public IReadOnlyList<ClauseNode> Children => _children;

    /// <summary>The part (notice, annex or attachment) it belongs to.</summary>
    public ClauseNode Part
    {
        get
        {
            var node = this;
            while (node.Kind is not (NodeKind.Body or NodeKind.Annex or NodeKind.Attachment) && node.Parent is { } parent)
            {
                node = parent;
            }

            return node;
        }
    }

    /// <summary>From its parent up to the document.</summary>
    public IEnumerable<ClauseNode> Ancestors()
    {
        for (var node = Parent; node is not null; node = node.Parent)
        {
            yield return node;
        }
    }

    /// <summary>Everything below it, in text order. Not recursive: nesting may be deep.</summary>
    public IEnumerable<ClauseNode> Descendants()
    {
        var stack = new Stack<ClauseNode>();
        for (var i = _children.Count - 1; i >= 0; i--)
        {
            stack.Push(_children[i]);
        }
        while (stack.TryPop(out var node))
        {
            yield return node;
            for (var i = node._children.Count - 1; i >= 0; i--)
            {
                stack.Push(node._children[i]);
            }
        }
    }

    internal void Add(ClauseNode child)
    {
        child.Parent = this;
        _children.Add(child);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Place} {(Heading.IsEmpty ? Text.Value : Heading.Value)}";
}
