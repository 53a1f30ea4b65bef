using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.Reading;

namespace Bihuan.Matters;

/// <summary>Tasks of a document become drafts of matters (采纳为督办事项). What the document does not say is proposed and marked as such, so that
/// the issuer looks at it before it goes out.</summary>
internal sealed class TaskAdopter(Mediator ask, MatterQueries queries, IOrganisationQueries organisation, Moment moment, Words words) : IAdopter
{
    private const int TitleLength = 40, ScopeLength = 30;

    private const string AllStreets = "各街道"; // not-a-text

    private static readonly string[] Offices = ["区政府办公室", "区政府办"]; // not-a-text

    public string Name => "matters.task";

    public IReadOnlyCollection<string> Kinds { get; } = ["task"];

    public bool Takes(Commitment what) => true;

    public async ValueTask<Result<AdoptedThing>> Adopt(AdoptionItem item, CancellationToken cancel)
    {
        var day = item.Date ?? moment.Day;
        var task = (TaskCommitment)item.What;
        var (units, names) = (await organisation.Units(moment.Day, cancel), await organisation.Names(moment.Day, cancel));
        List<MatterLeader> leaders = [];
        foreach (var name in task.Leaders)
        {
            leaders.Add(await Leader(name, units, day, cancel));
        }

        var office = Offices.Select(n => names.Resolve(n).Unit?.Id).FirstOrDefault(u => u is not null);
        var terms = TermsOf(item, task, day, leaders, [.. units.Where(u => u.Kind is UnitKind.Street).Select(u => u.Id)], office);
        var result = await ask.Send(new DraftMatter.Request(terms), cancel: cancel);
        return result.Map(id => new AdoptedThing(Name, id.Value.ToString(), terms.Title, $"/matters/{id.Value}"));
    }

    public async ValueTask<string?> StateOf(AdoptedThing thing, CancellationToken cancel) =>
        await queries.Find(MatterId.From(Guid.Parse(thing.Key)), cancel) is { State: not MatterState.Dropped } matter ? words.Of(matter.State) : null;

    public async ValueTask<Result<None>> Revoke(AdoptedThing thing, CancellationToken cancel)
    {
        var id = MatterId.From(Guid.Parse(thing.Key));
        return await queries.Find(id, cancel) is null or { State: MatterState.Dropped } ? default(None) : await ask.Send(new DropMatter.Request(id, words["matter.adoptionRevoked"]), cancel: cancel);
    }

    /// <summary>The terms of a task: the units in the order printed, of which the first leads where no lead is
    /// printed; figures as goals; dates on
    /// the way as milestones.</summary>
    /// <param name="item">The find.</param>
    /// <param name="task">The task.</param>
    /// <param name="day">The document's day.</param>
    /// <param name="leaders">Its leaders by post.</param>
    /// <param name="streets">Every street, for 各街道.</param>
    /// <param name="office">The unit that accepts where the document does not say who does.</param>
    public static MatterTerms TermsOf(AdoptionItem item, TaskCommitment task, DateOnly day, IReadOnlyList<MatterLeader> leaders, IReadOnlyList<UnitId> streets, UnitId? office)
    {
        List<Proposed> proposed = [];
        List<UnitId> Placed(IEnumerable<string> printed) => [.. printed.SelectMany(n => item.Units.TryGetValue(n, out var unit) ? [unit] : n is AllStreets ? streets : [])];
        var units = Placed(task.LeadUnits.Concat(task.Units).Concat(task.Implementers).Where(n => n is not AllStreets));
        var named = units.Concat(Placed(task.LeadUnits.Concat(task.Units).Concat(task.Implementers).Concat(task.Streets))).Distinct().ToList();

        // Of all streets together none leads, and who helps them does not lead either; a street that is named alone does.
        var isStreets = task.LeadUnits.Count > 0 && task.LeadUnits.All(n => n is AllStreets);
        UnitId? lead = isStreets ? null : units.Count > 0 ? units[0] : named.Count == 1 ? named[0] : null;
        if (lead is not null && !task.LeadUnits.Any(n => item.Units.ContainsKey(n)))
        {
            proposed.Add(Proposed.Lead);
        }

        // A day that was over when the document came out is gone on from (在…完成基础上，持续推进).
        var isPast = task.Deadline?.Date < day;
        var due = task.Deadline is { Date: { } last } && !isPast ? new DueTerm(last, From: task.Deadline.Start, Printed: task.Deadline.Printed) : new DueTerm(new DateOnly(day.Year, 12, 31), Printed: task.Deadline?.Printed);
        if (task.Deadline?.Date is null || isPast)
        {
            proposed.Add(Proposed.Due);
        }
        if (office is not null && office != lead)
        {
            proposed.Add(Proposed.Accepting);
        }

        return new()
        {
            Title = task.Scope is { } part ? $"{Short(task.Body)}（{Cut(part, ScopeLength)}）" : Short(task.Body),
            Body = task.Scope is { } scope ? $"{task.Body}（{scope}）" : task.Body,
            Lead = lead,
            Supporting = [.. named.Where(u => u != lead)],
            OpenEnded = task.OpenEnded,
            Accepting = office == lead ? null : office,
            Leaders = leaders,
            Source = item.Source,
            Document = item.Document,
            Chapter = task.Chapter,
            Number = task.Number,
            Ordinal = item.Find,
            Origin = new("documents", $"{item.Source}|{item.ContentHash}", item.Source.ToString(), $"/documents/{item.Document.Value}"),
            Goals = [.. task.Quantities.Where(q => !q.Qualifier).Select(Goal)],
            Due = due,
            Milestones = Milestones(task.Body, day, due.Day!.Value, item.Source),
            Reports = new(ReportRhythm.Monthly, 31),
            Place = task.Streets.Count == 1 && item.Units.TryGetValue(task.Streets[0], out var street) ? street : null,
            Secrecy = Secrecy.Public,
            Proposed = proposed,
            Doubts = task.Doubts,
        };
    }

    private static Goal Goal(QuantityCommitment q)
    {
        var sense = q.Comparator switch
        {
            Comparator.AtMost or Comparator.LessThan => GoalSense.AtMost,
            Comparator.About => GoalSense.About,
            _ => GoalSense.AtLeast,
        };
        return new(q.Subject, sense, q.Value, q.Unit, q.From ?? 0, q.Aspirational);
    }

    /// <summary>Days on the way to the due day; what is planned by then is the share of the time that has passed.</summary>
    private static List<Milestone> Milestones(string body, DateOnly from, DateOnly due, Clause source)
    {
        var days = DeadlineReader.Scan(body, from).Where(f => f is { Role: DeadlineRole.By, Deadline.Date: { } at } && at > from && at < due).DistinctBy(f => f.Deadline.Date).OrderBy(f => f.Deadline.Date);
        return [.. days.Select(f => new Milestone(Around(body, f.Index, f.Length), f.Deadline.Date!.Value, Math.Clamp(100 * (f.Deadline.Date!.Value.DayNumber - from.DayNumber) / Math.Max(1, due.DayNumber - from.DayNumber), 1, 99), source))];
    }

    /// <summary>The part of a sentence that a date stands in.</summary>
    private static string Around(string body, int start, int length)
    {
        var from = start == 0 ? 0 : body.LastIndexOfAny(['，', '。', '；', ','], start - 1) + 1;
        var to = body.IndexOfAny(['，', '。', '；', ','], start + length);
        return body[from..(to < 0 ? body.Length : to)].Trim();
    }

    /// <summary>The beginning of what is to be done, up to a mark that ends a thought.</summary>
    private static string Short(string body)
    {
        var end = body.IndexOfAny(['。', '；', '，', ',', ';']);
        var text = (end > 3 ? body[..end] : body).Trim();
        return Cut(text, TitleLength);
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..most]}…";

    /// <summary>The leader's post: that in the government, or the only one. A name that several people bear stays a name.</summary>
    private async ValueTask<MatterLeader> Leader(string name, IReadOnlyList<UnitOnDay> units, DateOnly day, CancellationToken cancel)
    {
        var people = (await organisation.PeopleNamed(name, day, cancel)).Where(p => p.Posts.Count > 0).ToList();
        if (people.Count != 1)
        {
            return new(null, name);
        }

        var top = units.Where(u => u.Parent is null).Select(u => u.Id).ToHashSet();
        var posts = people[0].Posts;
        return new((posts.FirstOrDefault(p => top.Contains(p.Unit)) ?? posts[0]).Post, name);
    }
}
