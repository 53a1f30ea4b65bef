using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading;
using Bihuan.Reading.Units;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>Appointments and removals go to the register's posts (任免).</summary>
internal sealed class AppointmentAdopter(Mediator ask, IOrganisationQueries organisation, Words words, Moment moment) : IAdopter
{
    private const char Parted = '|';

    public string Name => "organisation.appointment";

    public IReadOnlyCollection<string> Kinds { get; } = ["appointment"];

    public bool Takes(Commitment what) => true;

    public async ValueTask<Result<AdoptedThing>> Adopt(AdoptionItem item, CancellationToken cancel)
    {
        var appointment = (AppointmentCommitment)item.What;
        List<Problem> problems = [];
        if (!item.Units.TryGetValue(appointment.Unit, out var unit))
        {
            problems.Add(Problem.Coded("DOC-043", nameof(appointment.Unit), appointment.Unit));
        }
        if (item.Date is null && appointment.Action is AppointmentAction.Remove)
        {
            problems.Add(Problem.Coded("DOC-041", nameof(item.Date), item.Source.ToString()));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        var (person, post) = (PersonRef.Named(appointment.Person), PostRef.Titled(unit, appointment.Post));
        var result = appointment.Action is AppointmentAction.Appoint
            ? await ask.Send(new Appoint(person, post, item.Date, item.Source, appointment.Concurrent, (int)Math.Ceiling(appointment.ProbationYears)), cancel: cancel)
            : await ask.Send(new Remove(person, post, item.Date!.Value, item.Source), cancel: cancel);
        return result.Map(holding => new AdoptedThing(Name, string.Join(Parted, appointment.Action, holding.Value, appointment.Person), FindFields.Title(appointment, words), "/organisation"));
    }

    public async ValueTask<string?> StateOf(AdoptedThing thing, CancellationToken cancel)
    {
        var (action, holding, person) = Read(thing);
        var inPost = (await organisation.PeopleNamed(person, moment.Day, cancel)).SelectMany(p => p.Posts).Any(h => h.Holding == holding);
        return words[inPost ? "appointment.inPost" : action is AppointmentAction.Appoint ? "appointment.left" : "appointment.removed"];
    }

    public ValueTask<Result<None>> Revoke(AdoptedThing thing, CancellationToken cancel)
    {
        var (action, holding, _) = Read(thing);
        return action is AppointmentAction.Appoint ? ask.Send(new UndoAppoint(holding), cancel: cancel) : ask.Send(new UndoRemove(holding), cancel: cancel);
    }

    private static (AppointmentAction Action, HoldingId Holding, string Person) Read(AdoptedThing thing)
    {
        var parts = thing.Key.Split(Parted, 3);
        return (Enum.Parse<AppointmentAction>(parts[0]), HoldingId.From(Guid.Parse(parts[1])), parts[2]);
    }
}

/// <summary>What leaders answer for goes to the register's portfolios (分工).</summary>
internal sealed class PortfolioAdopter(Mediator ask, BihuanContext db, IOrganisationQueries organisation, Words words, Moment moment) : IAdopter
{
    public string Name => "organisation.portfolio";

    public IReadOnlyCollection<string> Kinds { get; } = ["portfolio"];

    public bool Takes(Commitment what) => true;

    public async ValueTask<Result<AdoptedThing>> Adopt(AdoptionItem item, CancellationToken cancel)
    {
        var portfolio = (PortfolioCommitment)item.What;

        // The leaders of the body that issues the document: its posts are what the clause names.
        var issuers = await db.Set<Document>().AsNoTracking().Where(d => d.Id == item.Document).Select(d => d.Issuers).SingleAsync(cancel);
        var names = await organisation.Names(item.Date ?? moment.Day, cancel);
        if (issuers.Select(i => names.Resolve(i)).FirstOrDefault(r => r.Unit is not null && r.Outcome is not ResolutionOutcome.Uncertain)?.Unit is not { } government)
        {
            return Problem.Coded("DOC-043", nameof(portfolio.Post), issuers.Count > 0 ? issuers[0] : "");
        }

        List<Duty> duties = [.. portfolio.Areas.Select(a => new Duty(DutyKind.Answers, a, null))];
        duties.AddRange(portfolio.Manages.Select(m => Of(DutyKind.Manages, m)));
        duties.AddRange(portfolio.Liaises.Select(m => Of(DutyKind.Liaises, m)));
        var result = await ask.Send(new SetPortfolio(PersonRef.Named(portfolio.Person), PostRef.Titled(government.Id, portfolio.Post), item.Date, portfolio.Scope, duties, item.Source), cancel: cancel);
        return result.Map(id => new AdoptedThing(Name, $"{id.Value}|{portfolio.Person}", FindFields.Title(portfolio, words), "/organisation"));

        // A name that is no unit of the register is kept in its words, so that it is found.
        Duty Of(DutyKind kind, string name) => item.Units.TryGetValue(name, out var unit) ? new(kind, null, unit) : new(kind, name, null);
    }

    public async ValueTask<string?> StateOf(AdoptedThing thing, CancellationToken cancel)
    {
        var person = thing.Key[(thing.Key.IndexOf('|', StringComparison.Ordinal) + 1)..];
        return words[(await organisation.PeopleNamed(person, moment.Day, cancel)).Any(p => p.Posts.Count > 0) ? "appointment.inPost" : "appointment.left"];
    }

    public ValueTask<Result<None>> Revoke(AdoptedThing thing, CancellationToken cancel) =>
        ask.Send(new UndoSetPortfolio(PortfolioId.From(Guid.Parse(thing.Key[..thing.Key.IndexOf('|', StringComparison.Ordinal)]))), cancel: cancel);
}

/// <summary>Leading groups, headquarters and working groups go to the register's standing groups (议事协调机构).</summary>
internal sealed class GroupAdopter(Mediator ask, IOrganisationQueries organisation, Words words, Moment moment) : IAdopter
{
    private static readonly (string Ending, GroupKind Kind)[] Endings =
    [
        ("领导小组", GroupKind.LeadingGroup), // not-a-text
        ("指挥部", GroupKind.Headquarters), // not-a-text
        ("委员会", GroupKind.Committee), // not-a-text
        ("办公室", GroupKind.Office), // not-a-text
        ("服务小组", GroupKind.ServiceGroup), // not-a-text
        ("联系组", GroupKind.LiaisonGroup), // not-a-text
        ("专家组", GroupKind.ExpertGroup), // not-a-text
        ("会议", GroupKind.ReviewMeeting), // not-a-text
        ("组", GroupKind.WorkingGroup), // not-a-text
        ("专班", GroupKind.WorkingGroup), // not-a-text
    ];

    public string Name => "organisation.group";

    public IReadOnlyCollection<string> Kinds { get; } = ["group"];

    public bool Takes(Commitment what) => true;

    public async ValueTask<Result<AdoptedThing>> Adopt(AdoptionItem item, CancellationToken cancel)
    {
        var group = (GroupCommitment)item.What;
        var names = await organisation.Names(item.Date ?? moment.Day, cancel);
        List<Organisation.GroupMember> members = [];
        List<string> unplaced = [];
        foreach (var member in group.Members)
        {
            if (Place(member, names) is { } placed)
            {
                members.AddRange(placed);
            }
            else
            {
                unplaced.Add($"{member.Role} {member.Person} {string.Join('、', member.Posts)}".Trim());
            }
        }

        Whole(group.LeadUnits, "牵头单位"); // not-a-text
        Whole(group.Units, "成员单位"); // not-a-text
        if (members.Count == 0)
        {
            return Problem.Coded("DOC-044", nameof(group.Members), group.Name);
        }

        var kind = Endings.FirstOrDefault(e => group.Name.EndsWith(e.Ending, StringComparison.Ordinal)) is { Ending: not null } known ? known.Kind : GroupKind.Other;
        var note = unplaced.Count == 0 ? null : string.Join('；', unplaced);
        var content = new GroupContent(group.Name, kind, members, item.Date, OpenEnded: group.OpenEnded, Duties: group.Duties, Note: note);
        return (await ask.Send(new SetUpGroup(content, item.Source), cancel: cancel)).Map(id => new AdoptedThing(Name, id.Value.ToString(), group.Name, "/organisation"));

        void Whole(IReadOnlyList<string> units, string role)
        {
            foreach (var name in units)
            {
                if (item.Units.TryGetValue(name, out var unit))
                {
                    members.Add(new(role, RoleBy.Unit, unit));
                }
                else
                {
                    unplaced.Add($"{role} {name}");
                }
            }
        }
    }

    public async ValueTask<string?> StateOf(AdoptedThing thing, CancellationToken cancel) =>
        await organisation.Group(GroupId.From(Guid.Parse(thing.Key)), moment.Day, cancel) is { } group ? words[group.Holds ? "group.holds" : "group.ended"] : null;

    public ValueTask<Result<None>> Revoke(AdoptedThing thing, CancellationToken cancel) => ask.Send(new UndoSetUpGroup(GroupId.From(Guid.Parse(thing.Key))), cancel: cancel);

    /// <summary>Somebody of the list by unit and title; a named person in the post that the list gives. <see langword="null"/> where the unit is not known.</summary>
    private static List<Organisation.GroupMember>? Place(Reading.GroupMember member, IUnitNames names)
    {
        List<Organisation.GroupMember> placed = [];
        foreach (var post in member.Posts)
        {
            var (unit, title) = Part(post, names);
            if (unit is null)
            {
                continue;
            }
            if (member.Person is not { } person)
            {
                placed.Add(title.Length == 0 ? new(member.Role, RoleBy.Unit, unit) : new(member.Role, RoleBy.Post, unit, title));
                continue;
            }
            if (title.Length == 0)
            {
                continue;
            }

            // The list is proof that the person holds the post on that day; the register notes it.
            return [new(member.Role, RoleBy.Holder, unit, title, null, PersonRef.Named(person))];
        }

        return placed.Count > 0 ? placed : null;
    }

    /// <summary>A post as printed in unit and title: 区某局局长 is 区某局 and 局长. The longest beginning that is a unit counts.</summary>
    private static (UnitId? Unit, string Title) Part(string post, IUnitNames names)
    {
        for (var length = post.Length; length >= 2; length--)
        {
            if (names.Resolve(post[..length]) is { Unit: { } unit, Outcome: ResolutionOutcome.Exact or ResolutionOutcome.Alias or ResolutionOutcome.Rule })
            {
                return (unit.Id, post[length..].Trim());
            }
        }

        return (null, post);
    }
}
