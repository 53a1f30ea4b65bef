using System.Buffers;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure;

/// <summary>The blocks of one document to its head, its foot, its parts and their clauses.</summary>
internal sealed class DocumentBuilder
{
    private static readonly SearchValues<char> NotInAddressees = SearchValues.Create("。；！？");
    private static readonly SearchValues<char> AttachmentNumber = SearchValues.Create("0123456789一二三四五六七八九十");

    /// <summary>Addressees without a name of their own: 区级有关单位.</summary>
    private static readonly string[] DescribedBodies = ["有关单位", "有关部门", "有关企业", "相关单位", "相关部门", "相关企业", "成员单位", "直属单位"];

    private readonly List<Block> _blocks;
    private readonly DocumentSpan _span;
    private readonly SourceText _source;
    private readonly ICollection<Repair> _repairs;
    private readonly List<string> _listed = [];
    private readonly List<string> _signature = [];
    private readonly List<PartDraft> _parts = [];
    private string? _registration;
    private string? _addressees;
    private DateOnly? _date;
    private string? _interpreter;
    private string? _noteNumber;
    private string? _noteIssuer;

    private DocumentBuilder(SourceText source, List<Block> blocks, DocumentSpan span, ICollection<Repair> repairs)
    {
        _source = source;
        _blocks = blocks;
        _span = span;
        _repairs = repairs;
    }

    /// <summary>Builds the document that <paramref name="span"/> marks out.</summary>
    public static Document Build(SourceText source, List<Block> blocks, DocumentSpan span, ICollection<Repair> repairs) =>
        new DocumentBuilder(source, blocks, span, repairs).Build();

    private Document Build()
    {
        var at = ReadHead();
        ReadParts(at);
        var range = _blocks[_span.First].Range.Union(_blocks[Math.Max(_span.First, _span.End - 1)].Range);
        var root = new ClauseNode { Kind = NodeKind.Document, Place = "", Range = range };
        var prefixBody = _parts.Count(p => p.Kind is NodeKind.Body or NodeKind.Annex && p.Blocks.Exists(b => b.Marker is not null)) > 1;
        foreach (var part in _parts)
        {
            var prefix = part.Kind == NodeKind.Attachment ? part.Label : prefixBody && part.Kind == NodeKind.Body ? "通知" : "";
            root.Add(ClauseTreeBuilder.Build(_source, part, prefix, _repairs));
        }

        var title = JoinTitle(_span.TitleLines.Select(t => t.Value));
        var issuers = Issuers(title);
        var signed = _signature.Count > 0 && !_signature.SequenceEqual(issuers, StringComparer.Ordinal) ? string.Join(' ', _signature) : null;
        return new()
        {
            Number = _span.Number ?? _noteNumber,
            Registration = _registration,
            Title = title.Length > 0 && _span.Number is not null ? title : _span.Entry?.Title ?? title,
            Issuers = issuers,
            SignedAs = signed,
            Date = _date,
            Category = _span.Entry?.Category,
            Addressees = _addressees,
            Attachments = Attachments(),
            Range = range,
            Root = root,
        };
    }

    private List<string> Attachments()
    {
        if (_listed.Count > 0)
        {
            return _listed;
        }

        var carried = _parts.Where(p => p.Kind == NodeKind.Attachment && p.Title.Length > 0).Select(p => p.Title).ToList();
        return carried.Count > 0 ? carried : [.. _parts.Where(p => p.Kind == NodeKind.Annex && p.Title.Length > 0).Select(p => p.Title)];
    }

    /// <summary>Registration number and addressees. Gives the first block of the body.</summary>
    private int ReadHead()
    {
        var at = _span.Content;
        while (at < _span.End && at < _span.Content + 3 && !_blocks[at].IsTable)
        {
            var value = _blocks[at].Value;
            if (_registration is null && IsRegistration(value))
            {
                _registration = value;
                at++;
            }
            else if (_addressees is null && IsAddressees(_blocks[at]))
            {
                _addressees = value[..^1].Replace(" ", "", StringComparison.Ordinal);
                at++;
                break;
            }
            else if (DateLine.TryParse(value, out var day) && value[0] is '（')
            {
                _date ??= day;
                at++;
            }
            else if (value.Length is > 12 and < LongestNote && value[0] is '（' && value[^1] is '）')
            {
                ReadNote(value.AsSpan(1, value.Length - 2));
                break;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    /// <summary>（某年某月某日某政府令第21号公布 …）under a title: who issued it, when and under which number. A signature below goes before it.</summary>
    private void ReadNote(ReadOnlySpan<char> note)
    {
        for (var i = 0; i < note.Length && _noteNumber is null; i++)
        {
            if (note[i] is '号' && DocumentNumber.TryParseEnd(note, i + 1, out var number, out _) && number.Contains('〔', StringComparison.Ordinal))
            {
                _noteNumber = number;
            }
        }
        for (var year = note.IndexOf('年'); year >= 4;)
        {
            var day = note[year..].IndexOf('日') is > 0 and < 8 and var past ? year + past + 1 : -1;
            var behind = day < 0 ? [] : note[day..];
            var next = behind.IndexOf('年');
            var deed = behind.IndexOfAny(Deeds);
            if (deed > 1 && (next < 0 || deed < next) && DateLine.TryParse(note[(year - 4)..day], out var date))
            {
                var organ = behind[..deed].Trim();
                organ = organ.IndexOf("令第") is > 0 and var order ? organ[..order] : organ;
                _date ??= date;
                if (Organ.IsName(organ.ToString()))
                {
                    _noteIssuer = organ.ToString();
                }

                return;
            }

            year = next < 0 ? -1 : day + next;
        }
    }

    private const int LongestNote = 200;

    private static readonly SearchValues<string> Deeds = SearchValues.Create(["公布", "发布", "印发"], StringComparison.Ordinal);

    private static bool IsRegistration(string value)
    {
        var dash = value.IndexOf('-', StringComparison.Ordinal);
        return value.Length is > 8 and < 30 && dash is > 2 && char.IsAsciiLetterUpper(value[0]) && char.IsAsciiDigit(value[^1])
            && value.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '-');
    }

    private static bool IsAddressees(Block block)
    {
        var value = block.Value;
        return block.Marker is null && value.Length is > 3 and < 300 && value[^1] is '：' && value.AsSpan().IndexOfAny(NotInAddressees) < 0
            && (value.Contains('各', StringComparison.Ordinal) || Words.EndsWithAny(value.AsSpan(0, value.Length - 1), DescribedBodies) || Organ.IsName(value.Split('，', '、')[0].TrimEnd('：')));
    }

    private void ReadParts(int at)
    {
        var part = new PartDraft(NodeKind.Body, "", "", []);
        _parts.Add(part);
        var listing = false;
        var signed = false;
        for (; at < _span.End; at++)
        {
            var block = _blocks[at];
            var value = block.Value;
            if (block.IsTable)
            {
                listing = false;
                part.Blocks.Add(block);
                continue;
            }
            if (IsAttachmentHead(value, out var label) && (signed || HasContent(at + 1)))
            {
                part = StartPart(NodeKind.Attachment, label, ref at, InlineTitle(value));
                listing = false;
                continue;
            }
            if (value.StartsWith("附件", StringComparison.Ordinal) && value.IndexOf('：', StringComparison.Ordinal) is > 0 and < 6)
            {
                listing = ReadListing(block, value);
                continue;
            }
            if (listing)
            {
                listing = ContinueListing(block);
                if (listing)
                {
                    continue;
                }
            }
            if (DateLine.TryParse(value, out var day) && part.Kind is NodeKind.Body or NodeKind.Annex && TakeSignature(part, day))
            {
                if (!signed && part.Kind == NodeKind.Body && at + 1 < _span.End && !IsAttachmentHead(_blocks[at + 1].Value, out _))
                {
                    part = StartPart(NodeKind.Annex, "", ref at, "");
                }

                signed = true;
                continue;
            }
            if (ContentsReader.IsHeading(value))
            {
                at = ContentsReader.Read(_blocks, at, []) - 1;
                continue;
            }
            if (value is "（此页无正文）" or "（以下无正文）")
            {
                continue;
            }
            if (value.StartsWith("解读机构：", StringComparison.Ordinal))
            {
                _interpreter = value["解读机构：".Length..];
            }

            part.Blocks.Add(block);
        }

        TakeTrailingSignature();
        _parts.RemoveAll(p => p.Blocks.Count == 0 && p.Title.Length == 0);
    }

    /// <summary>Whether anything of a document's text follows, so that 附件 heads it and does not only announce it.</summary>
    private bool HasContent(int at) => at < _span.End && !DateLine.TryParse(_blocks[at].Value, out _) && !Organ.IsName(_blocks[at].Value);

    /// <summary>附件, 附件2, 附件 2：, 附件二, with or without the title behind it.</summary>
    private bool IsAttachmentHead(string value, out string label)
    {
        label = "附件";
        if (!value.StartsWith("附件", StringComparison.Ordinal) && !value.StartsWith("附表", StringComparison.Ordinal))
        {
            return false;
        }

        var at = 2;
        while (at < value.Length && (value[at] is ' ' || (at < 6 && AttachmentNumber.Contains(value[at]))))
        {
            at++;
        }

        var number = value[2..at].Trim();
        label = value[..2] + (Marker.TryParse(number + "、", out var marker) ? marker.Ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture) : number);
        if (at < value.Length && value[at] is '：')
        {
            at++;
        }
        if (at == value.Length)
        {
            return true;
        }

        // 附件1：某表 heads a part only where the list of attachments has been given before.
        return number.Length > 0 && _listed.Count > 0 && value.Length < 80 && value.AsSpan(at).IndexOfAny(NotInAddressees) < 0 && at < value.Length && !char.IsAsciiDigit(value[at]);
    }

    private static string InlineTitle(string value)
    {
        var at = 2;
        while (at < value.Length && (value[at] is ' ' or '：' || AttachmentNumber.Contains(value[at])))
        {
            at++;
        }

        return value[at..];
    }

    /// <summary>Begins a part at the block behind <paramref name="at"/> and reads its title lines.</summary>
    private PartDraft StartPart(NodeKind kind, string label, ref int at, string inlineTitle)
    {
        var title = new List<string>();
        if (inlineTitle.Length > 0)
        {
            title.Add(inlineTitle);
        }

        var head = _blocks[at].Range;
        while (inlineTitle.Length == 0 && at + 1 < _span.End && title.Count < 4 && Organ.IsTitleLine(_blocks[at + 1]) && !ContentsReader.IsHeading(_blocks[at + 1].Value)
            && !_blocks[at + 1].Value.Contains('：', StringComparison.Ordinal) && !(title.Count > 0 && Organ.EndsAsTitle(title[^1])))
        {
            title.Add(_blocks[++at].Value);
        }

        // Lines that never come to a title's end are the first lines of the text.
        if (title.Count > 1 && !title.Exists(Organ.EndsAsTitle) && !(at + 1 < _span.End && _blocks[at + 1].IsTable))
        {
            at -= title.Count - 1;
            title.RemoveRange(1, title.Count - 1);
        }

        head = head.Union(_blocks[at].Range);
        var part = new PartDraft(kind, label, JoinTitle(title), []) { Head = head };
        _parts.Add(part);
        return part;
    }

    private bool ReadListing(Block block, string value)
    {
        var text = block.Text.Slice(value.IndexOf('：', StringComparison.Ordinal) + 1).Value.Trim();
        if (text.Length == 0)
        {
            return true;
        }

        _listed.Add(Marker.TryParse(text, out var marker) ? text[marker.Length..] : text);
        return true;
    }

    private bool ContinueListing(Block block)
    {
        if (Organ.IsName(block.Value) || DateLine.TryParse(block.Value, out _) || block.Value.Length > 120 || block.Value.AsSpan().IndexOfAny(NotInAddressees) >= 0)
        {
            return false;
        }
        if (block.Marker is { Style: NumberingStyle.Arabic } marker && marker.Ordinal == _listed.Count + 1)
        {
            _listed.Add(block.Value[marker.Length..]);
            return true;
        }
        if (block.Marker is null && !block.BlankBefore && _listed.Count > 0)
        {
            _listed[^1] += block.Value;
            return true;
        }

        return false;
    }

    /// <summary>Takes the issuers' names above a day out of the part, and the day with them.</summary>
    private bool TakeSignature(PartDraft part, DateOnly day)
    {
        var names = 0;
        while (names < part.Blocks.Count && names < 6 && part.Blocks[^(names + 1)] is { IsTable: false, Marker: null } block && Organ.IsName(block.Value))
        {
            names++;
        }
        if (names == 0 && _date is not null)
        {
            return false;
        }
        if (_signature.Count == 0)
        {
            foreach (var block in part.Blocks.TakeLast(names))
            {
                _signature.AddRange(block.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
        }

        part.Blocks.RemoveRange(part.Blocks.Count - names, names);
        _date = names > 0 || _date is null ? day : _date;
        return true;
    }

    /// <summary>A signature without a day at the very end.</summary>
    private void TakeTrailingSignature()
    {
        if (_signature.Count > 0 || _parts is not [var body, ..] || body.Blocks.Count < 2 || body.Blocks[^1] is not { IsTable: false, Marker: null } last || !Organ.IsName(last.Value))
        {
            return;
        }

        _signature.AddRange(last.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        body.Blocks.RemoveAt(body.Blocks.Count - 1);
    }

    private string[] Issuers(string title)
    {
        var about = title.IndexOf("关于", StringComparison.Ordinal);
        var issue = title.IndexOf("印发", StringComparison.Ordinal);
        var cut = about < 0 ? issue : issue < 0 ? about : Math.Min(about, issue);
        if (cut > 3)
        {
            var names = title[..cut].Split([' ', '、'], StringSplitOptions.RemoveEmptyEntries);
            if (names.All(Organ.IsName))
            {
                return names;
            }
        }

        return _signature.Count > 0 ? [.. _signature] : _noteIssuer is not null ? [_noteIssuer] : _interpreter is not null ? [_interpreter] : [];
    }

    /// <summary>Title lines as one: spaces stay only between the names of several issuers.</summary>
    private static string JoinTitle(IEnumerable<string> lines)
    {
        var title = "";
        foreach (var line in lines)
        {
            foreach (var piece in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var parted = title.Length > 0 && Organ.IsName(title) && Organ.IsName(piece.Split("关于")[0]);
                var words = title.Length > 0 && char.IsAsciiLetter(title[^1]) && char.IsAsciiLetter(piece[0]);
                title += parted || words ? " " + piece : piece;
            }
        }

        return title;
    }
}

/// <summary>A part of a document before its tree is built.</summary>
/// <param name="Kind">Body, annex or attachment.</param>
/// <param name="Label">附件2 for an attachment, else empty.</param>
/// <param name="Title">Its own title.</param>
/// <param name="Blocks">Its paragraphs and tables.</param>
internal sealed record PartDraft(NodeKind Kind, string Label, string Title, List<Block> Blocks)
{
    /// <summary>Where its head (附件2 and title) is printed.</summary>
    public SourceRange? Head { get; init; }
}
