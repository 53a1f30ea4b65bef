using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>Leaders' portfolios (分工): 负责 or 主管 fields, 分管 and 联系 units.</summary>
/// <remarks>
/// Read only in a document that says that it divides work. A line that names a post and a person begins a portfolio; the sentences up to
/// the next such line belong to it, whether they stand in the same paragraph or in paragraphs of their own.
/// </remarks>
internal sealed class PortfolioReader : ICommitmentReader
{
    private enum Duty
    {
        None,
        InCharge,
        Manages,
        Liaises,
    }

    /// <summary>What a sentence of a portfolio begins with. Longer words first.</summary>
    private static readonly (string Word, Duty Duty)[] Verbs =
    [
        ("协助负责", Duty.InCharge), ("具体负责", Duty.InCharge), ("主要负责", Duty.InCharge), ("全面负责", Duty.InCharge), ("牵头负责", Duty.InCharge),
        ("负责", Duty.InCharge), ("主管", Duty.InCharge), ("领导", Duty.InCharge), ("主持", Duty.InCharge), ("分工负责", Duty.InCharge), ("统筹", Duty.InCharge), ("协管", Duty.InCharge),
        ("协助分管", Duty.Manages), ("分管", Duty.Manages),
        ("协助联系", Duty.Liaises), ("联系", Duty.Liaises), ("联络", Duty.Liaises),
    ];

    private static readonly string[] AreaEnds = ["等方面的工作", "等方面工作", "方面的工作", "方面工作", "等有关工作", "等相关工作", "等工作", "等领域工作", "的工作", "工作", "等方面", "等"];
    private static readonly string[] UnitEnds = ["等单位和部门", "等部门和单位", "等部门、单位", "等部门单位", "等单位", "等部门", "等"];
    private static readonly string[] WholeWork = ["全面工作", "常务工作", "日常工作", "全盘工作"];

    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        if (!DividesWork(document))
        {
            return;
        }

        Draft? draft = null;
        foreach (var node in document.Nodes)
        {
            if (node.Table is { } table)
            {
                Finish(draft, found);
                draft = null;
                ReadTable(table, found);
                continue;
            }
            foreach (var line in Sentences.Split(node.Text, Paragraphs))
            {
                if (Heading(line) is { } heading)
                {
                    Finish(draft, found);
                    draft = new(heading.Post, heading.Person, node.Place, line);
                    draft.Read(line.Slice(heading.Length));
                }
                else if (draft is not null && !draft.Read(line))
                {
                    Finish(draft, found);
                    draft = null;
                }
            }
        }

        Finish(draft, found);
    }

    /// <summary>A leader a row: 姓名, 职务, 分管工作, 分管单位, 联系单位.</summary>
    private static void ReadTable(Table table, ICollection<Commitment> found)
    {
        var person = CellReading.Column(table, ["姓名", "领导"]);
        var post = CellReading.Column(table, ["职务"]);
        var manages = CellReading.Column(table, ["分管单位", "分管部门", "分管科室", "分管机构"]);
        var liaises = CellReading.Column(table, ["联系"]);
        var work = CellReading.Column(table, ["分管工作", "工作分工", "分工", "负责工作", "分管领域", "主管工作"], ["单位", "部门"]);
        if (person < 0 || (manages < 0 && liaises < 0 && work < 0))
        {
            return;
        }

        foreach (var row in table.Rows)
        {
            var name = row[person].Value.Replace(" ", "", StringComparison.Ordinal);
            if (!IsName(name))
            {
                continue;
            }

            var draft = new Draft(post < 0 ? "" : row[post].Value.Replace(" ", "", StringComparison.Ordinal), name, row.Place, row[person]);
            if (work >= 0 && !row[work].IsEmpty)
            {
                draft.ReadCell(row[work], manages >= 0);
            }
            draft.Add(manages < 0 ? [] : CellReading.Units(row[manages].Value), liaises < 0 ? [] : CellReading.Units(row[liaises].Value));
            if (draft.Commitment() is { } commitment)
            {
                found.Add(commitment with { Range = row.Range, Text = CellReading.Words(row) });
            }
        }
    }

    private static readonly System.Buffers.SearchValues<char> Paragraphs = System.Buffers.SearchValues.Create("\n");

    private static bool DividesWork(Document document)
    {
        if (document.Title.Contains("分工", StringComparison.Ordinal))
        {
            return true;
        }
        foreach (var node in document.Nodes)
        {
            var text = node.Text.Value.AsSpan();
            if (text.IndexOf("工作分工", StringComparison.Ordinal) is >= 0 and var at && text[at..].IndexOf("如下", StringComparison.Ordinal) is >= 0 and < 20)
            {
                return true;
            }
        }

        return false;
    }

    private static void Finish(Draft? draft, ICollection<Commitment> found)
    {
        if (draft?.Commitment() is { } commitment)
        {
            found.Add(commitment);
        }
    }

    /// <summary>副区长 甲某 负责…, 副区长甲某负责…, 甲某同志：…, 甲某（副区长）…, 甲某 副区长: post, person and where the duties begin.</summary>
    private static (string Post, string Person, int Length)? Heading(MappedText line)
    {
        const int LongestHeading = 50;
        var text = line.Value.AsSpan();
        var head = text[..Math.Min(text.Length, LongestHeading)];
        var end = head.Length == text.Length ? text.Length : -1;
        var next = end;
        for (var i = 2; i < head.Length; i++)
        {
            if (text[i] is '：' or '，')
            {
                (end, next) = (i, i + 1);
                break;
            }
            if (text[i] is '。' or '；' || Verb(text[i..]).Duty != Duty.None)
            {
                (end, next) = (i, i);
                break;
            }
        }
        if (end < 2)
        {
            return null;
        }

        var subject = text[..end].Trim().ToString();
        var post = "";
        if (subject.IndexOf('（', StringComparison.Ordinal) is > 1 and var open && subject.EndsWith('）') && Posts.LengthAtEnd(subject.AsSpan(open + 1)[..^1]) > 0)
        {
            post = subject[(open + 1)..^1];
            subject = subject[..open];
        }
        if (subject.EndsWith("同志", StringComparison.Ordinal))
        {
            subject = subject[..^2];
        }

        subject = subject.Trim();
        var words = subject.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string name;
        if (post.Length > 0)
        {
            name = string.Concat(words);
        }
        else if (words.Length > 1 && Posts.LengthAtEnd(words[0]) > 0)
        {
            post = words[0];
            name = string.Concat(words[1..]);
        }
        else if (words.Length > 1 && Posts.LengthAtEnd(words[^1]) > 0)
        {
            post = words[^1];
            name = string.Concat(words[..^1]);
        }
        else if (Posts.LengthBeforeName(subject) is > 0 and var length)
        {
            post = subject[..length];
            name = subject[length..].Replace(" ", "", StringComparison.Ordinal);
        }
        else
        {
            name = string.Concat(words);
            if (!text[..end].EndsWith("同志", StringComparison.Ordinal))
            {
                return null;
            }
        }

        return IsName(name) ? (post, name, next) : null;
    }

    private static bool IsName(string name) =>
        name.Length is >= 2 and <= 4 && name.All(Cjk.IsIdeograph) && name.AsSpan().IndexOfAny("的负责各") < 0;

    private static (Duty Duty, int Length) Verb(ReadOnlySpan<char> text)
    {
        foreach (var (word, duty) in Verbs)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                return (duty, word.Length);
            }
        }

        return default;
    }

    /// <summary>A portfolio while its lines are read.</summary>
    private sealed class Draft(string post, string person, string place, MappedText first)
    {
        private readonly List<string> _areas = [];
        private readonly List<string> _manages = [];
        private readonly List<string> _liaises = [];
        private readonly List<MappedText> _lines = [first];
        private string? _scope;

        /// <summary>Reads the sentences of a line; answers no where none of them is part of a portfolio.</summary>
        public bool Read(MappedText line)
        {
            var any = false;
            foreach (var sentence in Sentences.Split(line, Sentences.Members))
            {
                var text = sentence.Value.AsSpan();
                text = text.StartsWith("并", StringComparison.Ordinal) ? text[1..] : text;
                if (text.StartsWith("协助", StringComparison.Ordinal) && text.IndexOfAny("负分联") is > 2 and <= 14 and var at && Verb(text[at..]).Duty != Duty.None)
                {
                    // 协助区长负责…: whom he helps is not a field.
                    text = text[at..];
                }

                var (duty, length) = Verb(text);
                var said = text[length..].TrimStart('：');
                duty = said.StartsWith("的", StringComparison.Ordinal) ? Duty.None : duty;
                any |= duty != Duty.None;
                switch (duty)
                {
                    case Duty.InCharge when IsWhole(said):
                        _scope = _scope is null ? text.ToString() : $"{_scope}；{text}";
                        break;
                    case Duty.InCharge:
                        Add(_areas, sentence, said.Length, AreaEnds);
                        break;
                    case Duty.Manages:
                        Add(_manages, sentence, said.Length, UnitEnds);
                        break;
                    case Duty.Liaises:
                        Add(_liaises, sentence, said.Length, UnitEnds);
                        break;
                }
            }
            if (any && !ReferenceEquals(line, first) && !first.Range.Contains(line.Range))
            {
                _lines.Add(line);
            }

            // A heading line that names only post and person has its duties in the lines below it.
            return any || (_scope is null && _areas.Count + _manages.Count + _liaises.Count == 0);
        }

        /// <summary>Reads a cell of duties: sentences as in a paragraph, or, where <paramref name="areas"/> are all it can hold, a bare list of fields.</summary>
        public void ReadCell(MappedText cell, bool areas)
        {
            foreach (var part in Sentences.Split(cell, Sentences.Members))
            {
                // 主持全面工作，负责审计方面工作
                var told = false;
                foreach (var piece in Sentences.Split(part, Parts))
                {
                    told |= Verb(piece.Value).Duty != Duty.None && Read(piece);
                }
                if (!told && areas)
                {
                    Add(_areas, part, part.Length, AreaEnds);
                }
            }
        }

        /// <summary>Units that columns of their own name.</summary>
        public void Add(IEnumerable<string> manages, IEnumerable<string> liaises)
        {
            _manages.AddRange(manages);
            _liaises.AddRange(liaises);
        }

        private static readonly System.Buffers.SearchValues<char> Parts = System.Buffers.SearchValues.Create("，");

        public PortfolioCommitment? Commitment() => _scope is null && _areas.Count + _manages.Count + _liaises.Count == 0 ? null : new()
        {
            Place = place,
            Range = _lines[0].Range.Union(_lines[^1].Range),
            Text = MappedText.Join(_lines, "\n").Value,
            Post = post,
            Person = person,
            Scope = _scope,
            Areas = _areas,
            Manages = _manages,
            Liaises = _liaises,
            Confidence = post.Length > 0 ? 1 : 0.7,
            Doubts = post.Length > 0 ? [] : ["文中没有写明职务。"],
        };

        private static bool IsWhole(ReadOnlySpan<char> said)
        {
            foreach (var words in WholeWork)
            {
                if (said.EndsWith(words, StringComparison.Ordinal) && !said.Contains('、'))
                {
                    return true;
                }
            }

            return false;
        }

        private static void Add(List<string> list, MappedText sentence, int length, string[] ends)
        {
            var said = sentence.Slice(sentence.Length - length);
            foreach (var end in ends)
            {
                if (said.Value.EndsWith(end, StringComparison.Ordinal))
                {
                    said = said.Slice(0, said.Length - end.Length);
                    break;
                }
            }
            foreach (var part in Sentences.Split(said, Members))
            {
                list.Add(part.Value);
            }
        }

        private static readonly System.Buffers.SearchValues<char> Members = System.Buffers.SearchValues.Create("、，");
    }
}
