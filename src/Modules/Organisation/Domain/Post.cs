using Bihuan.Kernel;

namespace Bihuan.Organisation;

[EventType("organisation.post-created")]
internal sealed record PostCreated(PostId Id, UnitId Unit, string Title, PostKind Kind, bool Single, DateOnly? From, DateOnly? To, Clause? Source) : IEvent;

[EventType("organisation.post-changed")]
internal sealed record PostChanged(string Title, PostKind Kind, bool Single, DateOnly? From, DateOnly? To) : IEvent;

/// <summary>A post (职务): one seat or several of one title in one unit.</summary>
[Stream("post")]
internal sealed class Post : State
{
    public PostId Id { get; private set; }

    public override Guid Key => Id.Value;

    public UnitId Unit { get; private set; }

    public string Title { get; private set; } = "";

    public PostKind Kind { get; private set; }

    /// <summary>Whether one person at a time holds it.</summary>
    public bool Single { get; private set; }

    public DateOnly? From { get; private set; }

    public DateOnly? To { get; private set; }

    public Clause? Source { get; private set; }

    public PostId? DuplicateOf { get; private set; }

    public Period Period => new(From, To);

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case PostCreated e:
                (Id, Unit, Title, Kind, Single, From, To, Source) = (e.Id, e.Unit, e.Title, e.Kind, e.Single, e.From, e.To, e.Source);
                break;
            case PostChanged e:
                (Title, Kind, Single, From, To) = (e.Title, e.Kind, e.Single, e.From, e.To);
                break;
            case MarkedDuplicate e:
                DuplicateOf = PostId.From(e.Of);
                break;
            case DuplicateUnmarked:
                DuplicateOf = null;
                break;
            case ReferenceMoved { To: var to } e when e.Field == References.Unit:
                Unit = UnitId.From(to);
                break;
        }
    }
}

/// <summary>What a title says of its post (职务名称的构词). Closed-class words only.</summary>
internal static class Titles
{
    private static readonly string[] Heads = ["局长", "主任", "部长", "书记", "区长", "县长", "市长", "镇长", "乡长", "院长", "检察长", "会长", "主席", "大队长", "中队长", "支队长", "总经理", "董事长", "站长", "所长", "处长", "科长", "行长", "台长"]; // not-a-text

    /// <summary>Head, deputy, member or other, by the words of the title. A guess for what no list says; a person can change it.</summary>
    public static PostKind KindOf(string title)
    {
        if (title.Contains('副')) // not-a-text
        {
            return PostKind.Deputy;
        }
        if (title.EndsWith("委员", StringComparison.Ordinal) || title.EndsWith("成员", StringComparison.Ordinal)) // not-a-text
        {
            return PostKind.Member;
        }

        // A secretary of the party committee is no head of the office beside it.
        return Array.Exists(Heads, title.Equals) ? PostKind.Head : PostKind.Other;
    }

    /// <summary>One person at a time: heads, and those with 常务 or 专职 or 第一 before their title.</summary>
    public static bool IsSingle(string title, PostKind kind) =>
        kind == PostKind.Head || title.StartsWith("常务", StringComparison.Ordinal) || title.StartsWith("第一", StringComparison.Ordinal); // not-a-text
}
