using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>Another matter, as a link.</summary>
/// <param name="Id">The matter.</param>
/// <param name="Title">Its title.</param>
/// <param name="Detail">What tells it apart.</param>
public sealed record MatterLink(MatterId Id, string Title, string? Detail = null);

/// <summary>A leader of a matter, while it is being entered.</summary>
/// <param name="Leader">The post, or the name as printed.</param>
/// <param name="Text">How the line reads.</param>
public sealed record LeaderLine(MatterLeader Leader, string Text);

/// <summary>A figure to reach, while it is being entered.</summary>
public sealed class GoalForm
{
    /// <summary>What is counted.</summary>
    public string Subject { get; set; } = "";

    /// <summary>How the figure is meant.</summary>
    public GoalSense Sense { get; set; }

    /// <summary>The figure.</summary>
    public decimal? Value { get; set; }

    /// <summary>Its unit.</summary>
    public string Unit { get; set; } = "";

    /// <summary>What it stood at when the matter began.</summary>
    public decimal? Base { get; set; }

    /// <summary>力争.</summary>
    public bool Stretch { get; set; }

    internal Goal Goal => new(Subject.Trim(), Sense, Value ?? 0, Unit.Trim(), Base ?? 0, Stretch);

    internal static GoalForm Of(Goal goal) => new() { Subject = goal.Subject, Sense = goal.Sense, Value = goal.Value, Unit = goal.Unit, Base = goal.Base == 0 ? null : goal.Base, Stretch = goal.Stretch };
}

/// <summary>What must be reached by a day, while it is being entered.</summary>
public sealed class MilestoneForm
{
    /// <summary>What.</summary>
    public string Name { get; set; } = "";

    /// <summary>By when.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>Planned progress of the whole then.</summary>
    public int? Planned { get; set; }

    /// <summary>The clause that sets it.</summary>
    internal Clause? Source { get; init; }

    internal static MilestoneForm Of(Milestone milestone) => new() { Name = milestone.Name, Day = milestone.Day, Planned = milestone.Planned, Source = milestone.Source };
}

/// <summary>Everything that the issuer sets, while it is being entered. What the form does not show stays as it was.</summary>
public sealed record MatterForm : IVersionedForm
{
    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>Its title.</summary>
    public string Title { get; set; } = "";

    /// <summary>What is to be done.</summary>
    public string Body { get; set; } = "";

    /// <summary>Its kind.</summary>
    public Guid? Kind { get; set; }

    /// <summary>牵头单位.</summary>
    public Guid? Lead { get; set; }

    /// <summary>配合单位.</summary>
    public IReadOnlyList<Guid> Supporting { get; set; } = [];

    /// <summary>等部门.</summary>
    public bool OpenEnded { get; set; }

    /// <summary>验收单位.</summary>
    public Guid? Accepting { get; set; }

    /// <summary>责任领导.</summary>
    public List<LeaderLine> Leaders { get; init; } = [];

    /// <summary>The clause.</summary>
    public Clause? Source { get; set; }

    /// <summary>The chapter.</summary>
    public string Chapter { get; set; } = "";

    /// <summary>The number in the chapter.</summary>
    public string Number { get; set; } = "";

    /// <summary>The figures to reach.</summary>
    public List<GoalForm> Goals { get; init; } = [];

    /// <summary>Whether it is due after a term rather than on a day.</summary>
    public bool IsTerm { get; set; }

    /// <summary>The last day.</summary>
    public DateOnly? Due { get; set; }

    /// <summary>The first day of the period.</summary>
    public DateOnly? From { get; set; }

    /// <summary>How long the term is.</summary>
    public int? Count { get; set; }

    /// <summary>In what it is counted.</summary>
    public TermUnit Unit { get; set; } = TermUnit.WorkingDay;

    /// <summary>As the document prints it.</summary>
    public string Printed { get; set; } = "";

    /// <summary>What must be reached on the way.</summary>
    public List<MilestoneForm> Milestones { get; init; } = [];

    /// <summary>How often is reported.</summary>
    public ReportRhythm Rhythm { get; set; } = ReportRhythm.Monthly;

    /// <summary>The day of the period.</summary>
    public int? DayOfPeriod { get; set; }

    /// <summary>The given days, as 2022-04-01, with blanks or commas between them.</summary>
    public string GivenDays { get; set; } = "";

    /// <summary>紧急程度.</summary>
    public Urgency Urgency { get; set; }

    /// <summary>知悉范围.</summary>
    public Secrecy Secrecy { get; set; } = Secrecy.Internal;

    /// <summary>The place it is about.</summary>
    public Guid? Place { get; set; }

    /// <summary>Files.</summary>
    public IReadOnlyList<Evidence> Attachments { get; set; } = [];

    /// <summary>Matters that must end first.</summary>
    public IReadOnlyList<MatterLink> DependsOn { get; set; } = [];

    /// <summary>标签, with commas between them.</summary>
    public string Tags { get; set; } = "";

    /// <summary>The kind's own fields.</summary>
    public Dictionary<string, string> Fields { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What the program proposed and nobody has looked at yet.</summary>
    public List<Proposed> Proposed { get; init; } = [];

    /// <summary>What the form does not show.</summary>
    internal MatterTerms Base { get; init; } = new() { Title = "" };

    /// <summary>The terms.</summary>
    internal MatterTerms Terms => Base with
    {
        Title = Title.Trim(),
        Body = Body.Trim(),
        Kind = Kind is { } kind ? MatterKindId.From(kind) : null,
        Lead = Ref(Lead),
        Supporting = [.. Supporting.Select(UnitId.From)],
        OpenEnded = OpenEnded,
        Accepting = Ref(Accepting),
        Leaders = [.. Leaders.Select(l => l.Leader)],
        Source = Source,
        Document = Source == Base.Source ? Base.Document : null,
        Chapter = Blank(Chapter),
        Number = Blank(Number),
        Goals = [.. Goals.Select(g => g.Goal)],
        Due = IsTerm ? Count is null ? null : new DueTerm(null, new Term(Count.Value, Unit), From, Blank(Printed), Base.Due?.Event) : Due is null ? null : new DueTerm(Due, null, From, Blank(Printed)),
        Milestones = [.. Milestones.Where(m => m.Day is not null).Select(m => new Milestone(m.Name.Trim(), m.Day!.Value, m.Planned ?? 0, m.Source))],
        Reports = Rhythm is ReportRhythm.GivenDays ? new(Rhythm, null, DaysOf(GivenDays)) : new(Rhythm, Rhythm is ReportRhythm.Weekly or ReportRhythm.Monthly or ReportRhythm.Quarterly ? DayOfPeriod : null),
        Urgency = Urgency,
        Secrecy = Secrecy,
        Place = Ref(Place),
        Attachments = Attachments,
        DependsOn = [.. DependsOn.Select(d => d.Id)],
        Tags = Tagged(Tags),
        Fields = new SortedDictionary<string, string>(Fields.Where(f => f.Value.Trim().Length > 0).ToDictionary(f => f.Key, f => f.Value.Trim(), StringComparer.Ordinal), StringComparer.Ordinal),
        Proposed = [.. Proposed.Where(IsUntouched)],
    };

    internal static MatterForm Of(MatterTerms terms, int version, IReadOnlyList<LeaderLine> leaders, IReadOnlyList<MatterLink> dependsOn) => new()
    {
        Version = version,
        Base = terms,
        Title = terms.Title,
        Body = terms.Body,
        Kind = terms.Kind?.Value,
        Lead = terms.Lead?.Value,
        Supporting = [.. terms.Supporting.Select(u => u.Value)],
        OpenEnded = terms.OpenEnded,
        Accepting = terms.Accepting?.Value,
        Leaders = [.. leaders],
        Source = terms.Source,
        Chapter = terms.Chapter ?? "",
        Number = terms.Number ?? "",
        Goals = [.. terms.Goals.Select(GoalForm.Of)],
        IsTerm = terms.Due is { Day: null, Term: not null },
        Due = terms.Due?.Day,
        From = terms.Due?.From,
        Count = terms.Due?.Term is { } term ? (int)term.Count : null,
        Unit = terms.Due?.Term?.Unit ?? TermUnit.WorkingDay,
        Printed = terms.Due?.Printed ?? "",
        Milestones = [.. terms.Milestones.Select(MilestoneForm.Of)],
        Rhythm = terms.Reports.Rhythm,
        DayOfPeriod = terms.Reports.DayOfPeriod,
        GivenDays = string.Join(' ', (terms.Reports.Days ?? []).Select(d => Days.Text(d))),
        Urgency = terms.Urgency,
        Secrecy = terms.Secrecy,
        Place = terms.Place?.Value,
        Attachments = terms.Attachments,
        DependsOn = dependsOn,
        Tags = string.Join('、', terms.Tags),
        Fields = terms.Fields.ToDictionary(StringComparer.Ordinal),
        Proposed = [.. terms.Proposed],
    };

    internal static IReadOnlyList<FormPart<MatterForm>> Parts(Words w, IUnitDirectory units, IReadOnlyList<ListKinds.Row> kinds) =>
    [
        FormParts.Field<MatterForm>(nameof(Title), w["matter.title"], f => f.Title, (to, from) => to.Title = from.Title),
        FormParts.Field<MatterForm>(nameof(Body), w["matter.body"], f => f.Body, (to, from) => to.Body = from.Body),
        FormParts.Field<MatterForm>(nameof(Kind), w["matter.kind"], f => kinds.FirstOrDefault(k => k.Id.Value == f.Kind)?.Name, (to, from) => to.Kind = from.Kind),
        FormParts.Field<MatterForm>(nameof(Lead), w["matter.lead"], f => Name(units, f.Lead), (to, from) => to.Lead = from.Lead),
        FormParts.Field<MatterForm>(nameof(Supporting), w["matter.supporting"], f => Names(units, f.Supporting), (to, from) => to.Supporting = from.Supporting),
        FormParts.Field<MatterForm>(nameof(OpenEnded), w["matter.openEndedField"], f => w[f.OpenEnded ? "ui.yes" : "ui.no"], (to, from) => to.OpenEnded = from.OpenEnded),
        FormParts.Field<MatterForm>(nameof(Accepting), w["matter.accepting"], f => Name(units, f.Accepting), (to, from) => to.Accepting = from.Accepting),
        FormParts.Lines<MatterForm, LeaderLine>(nameof(Leaders), w["matter.leaders"], f => f.Leaders, l => ValueTask.FromResult(l.Text)),
        FormParts.Field<MatterForm>(nameof(Source), w["matter.source"], f => f.Source?.ToString(), (to, from) => to.Source = from.Source),
        FormParts.Field<MatterForm>(nameof(Chapter), w["matter.chapter"], f => f.Chapter, (to, from) => to.Chapter = from.Chapter),
        FormParts.Field<MatterForm>(nameof(Number), w["matter.number"], f => f.Number, (to, from) => to.Number = from.Number),
        FormParts.Lines<MatterForm, GoalForm>(nameof(Goals), w["figures.title"], f => f.Goals, g => ValueTask.FromResult(w.Of(g.Goal))),
        FormParts.Field<MatterForm>(nameof(Due), w["matter.due"], f => Reads(f.Terms.Due, w), (to, from) => (to.IsTerm, to.Due, to.From, to.Count, to.Unit, to.Printed) = (from.IsTerm, from.Due, from.From, from.Count, from.Unit, from.Printed)),
        FormParts.Lines<MatterForm, MilestoneForm>(nameof(Milestones), w["matter.milestones"], f => f.Milestones, m => ValueTask.FromResult($"{Days.Text(m.Day)} {m.Name} {m.Planned?.ToString(CultureInfo.InvariantCulture)}%")),
        FormParts.Field<MatterForm>(nameof(MatterTerms.Reports), w["matter.reports"], f => w.Reports(f.Terms.Reports), (to, from) => (to.Rhythm, to.DayOfPeriod, to.GivenDays) = (from.Rhythm, from.DayOfPeriod, from.GivenDays)),
        FormParts.Field<MatterForm>(nameof(Urgency), w["matter.urgency"], f => w.Of(f.Urgency), (to, from) => to.Urgency = from.Urgency),
        FormParts.Field<MatterForm>(nameof(Secrecy), w["matter.secrecy"], f => w.Of(f.Secrecy), (to, from) => to.Secrecy = from.Secrecy),
        FormParts.Field<MatterForm>(nameof(Place), w["matter.place"], f => Name(units, f.Place), (to, from) => to.Place = from.Place),
        FormParts.Field<MatterForm>(nameof(Attachments), w["matter.attachments"], f => string.Join(w["ui.comma"], f.Attachments.Select(a => a.Name)), (to, from) => to.Attachments = from.Attachments),
        FormParts.Field<MatterForm>(nameof(DependsOn), w["matter.dependsOn"], f => string.Join(w["ui.comma"], f.DependsOn.Select(d => d.Title)), (to, from) => to.DependsOn = from.DependsOn),
        FormParts.Field<MatterForm>(nameof(Tags), w["matter.tags"], f => f.Tags, (to, from) => to.Tags = from.Tags),
        FormParts.Field<MatterForm>(nameof(Proposed), w["matter.proposedField"], f => string.Join(w["ui.comma"], f.Terms.Proposed.Select(p => w.Of(p))), (to, from) => to.Replace(from)),
    ];

    /// <summary>Tags, or other words, that stand in one field.</summary>
    internal static IReadOnlyList<string> Tagged(string text) => [.. text.Split(['、', ',', '，', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>A proposal that the person changed is theirs from then on.</summary>
    private bool IsUntouched(Proposed proposed) => proposed switch
    {
        Matters.Proposed.Lead => Ref(Lead) == Base.Lead,
        Matters.Proposed.Accepting => Ref(Accepting) == Base.Accepting,
        _ => !IsTerm && Due == Base.Due?.Day,
    };

    private void Replace(MatterForm from)
    {
        Proposed.Clear();
        Proposed.AddRange(from.Proposed);
    }

    private static List<DateOnly> DaysOf(string text) =>
        [.. text.Split([' ', ',', '，', '、', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(t => DateOnly.TryParseExact(t, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null).OfType<DateOnly>()];

    private static string? Reads(DueTerm? due, Words w) => due switch
    {
        null => null,
        { Day: { } day } => due.From is { } from ? w["ui.fromTo", Days.Text(from), Days.Text(day)] : Days.Text(day),
        { Term: { } term } => w.Term(term),
        _ => null,
    };

    private static UnitId? Ref(Guid? unit) => unit is { } id ? UnitId.From(id) : null;

    private static string? Blank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static async ValueTask<string?> Name(IUnitDirectory units, Guid? unit) => unit is { } id ? (await units.Get(id, default))?.Name : null;

    private static async ValueTask<string?> Names(IUnitDirectory units, IReadOnlyList<Guid> all)
    {
        List<string> names = [];
        foreach (var unit in all)
        {
            names.Add((await units.Get(unit, default))?.Name ?? "");
        }

        return string.Join('、', names);
    }
}
