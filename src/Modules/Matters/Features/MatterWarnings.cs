using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>What somebody should look at before a matter goes out. A warning keeps nobody from issuing it.</summary>
internal static class MatterWarnings
{
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterTerms Terms) : IQuery<IReadOnlyList<Problem>>;

    /// <summary>Every warning.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="names">The names of the day's units.</param>
    /// <param name="answering">The leaders who answer for the lead.</param>
    /// <param name="holders">The holders of each leader's post.</param>
    /// <param name="today">The district's day.</param>
    public static IReadOnlyList<Problem> Of(MatterTerms terms, IReadOnlyDictionary<UnitId, string> names, IReadOnlyList<Answering> answering, IReadOnlyList<(MatterLeader Leader, IReadOnlyList<Holder> Holders)> holders, DateOnly today)
    {
        List<Problem> warnings = [];
        if (terms.Lead is not { } lead)
        {
            warnings.Add(Problem.Coded("MAT-081", nameof(terms.Lead)));
        }
        else
        {
            foreach (var (leader, who) in holders.Where(h => h.Leader.Post is not null))
            {
                if (who.Count == 0)
                {
                    warnings.Add(Problem.Coded("MAT-083", nameof(terms.Leaders), leader.Name ?? ""));
                }
                else if (answering.Count > 0 && !who.Any(h => answering.Any(a => a.Person == h.Person) || h.Unit == lead))
                {
                    warnings.Add(Problem.Coded("MAT-084", nameof(terms.Leaders), who[0].Title, who[0].Name, names.GetValueOrDefault(lead) ?? "", string.Join('、', answering.Where(a => a.StillInPost).Select(a => a.Name).Distinct())));
                }
            }
        }

        warnings.AddRange(terms.Leaders.Where(l => l.Post is null).Select(l => Problem.Coded("MAT-085", nameof(terms.Leaders), l.Name ?? "")));
        if (terms.Leaders.Count == 0 && answering.Any(a => a.StillInPost))
        {
            warnings.Add(Problem.Coded("MAT-086", nameof(terms.Leaders), string.Join('、', answering.Where(a => a.StillInPost).Select(a => a.Name).Distinct())));
        }
        if (terms.Accepting is null)
        {
            warnings.Add(Problem.Coded("MAT-082", nameof(terms.Accepting)));
        }
        if (terms.Due?.Day is { } day && day < today)
        {
            warnings.Add(Problem.Coded("MAT-087", nameof(terms.Due), Days.Text(day)));
        }

        warnings.AddRange(terms.Proposed.Select(p => Problem.Coded("MAT-088", p.ToString(), $"Proposed.{p}")));
        return warnings;
    }

    internal sealed class Handler(WarningFacts facts) : IHandler<Request, IReadOnlyList<Problem>>
    {
        public async ValueTask<Result<IReadOnlyList<Problem>>> Handle(Request request, CancellationToken cancel) => new Result<IReadOnlyList<Problem>>.Done(await facts.Warnings(request.Terms, cancel));
    }
}

/// <summary>Drafts that may be issued together (交办准备), each with what stands against it and what should be looked at.</summary>
internal static class PrepareIssue
{
    public const int Most = 300;

    /// <param name="Document">Of this document; of all and none where <see langword="null"/>.</param>
    /// <param name="Only">Only these.</param>
    [Needs(MattersPermissions.Issue)]
    public sealed record Request(DocumentId? Document = null, IReadOnlyList<MatterId>? Only = null) : IQuery<Answer>;

    /// <param name="Name">The document's number or title.</param>
    /// <param name="IsCut">Whether there are more.</param>
    public sealed record Answer(string? Name, IReadOnlyList<Row> Rows, bool IsCut);

    /// <param name="Leaders">Their names as printed, or of the holders.</param>
    /// <param name="Against">Every reason why it cannot be issued.</param>
    /// <param name="Warnings">What should be looked at.</param>
    public sealed record Row(MatterRow Matter, string? Leaders, IReadOnlyList<Problem> Against, IReadOnlyList<Problem> Warnings);

    internal sealed class Handler(MatterQueries queries, Desk desk, WarningFacts facts) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var drafts = (await queries.Visible(cancel)).Where(m => m.State == MatterState.Draft || m.State == MatterState.Declined);
            drafts = request.Document is { } document ? drafts.Where(m => m.Document == document) : drafts;
            if (request.Only is { Count: > 0 } only)
            {
                var ids = only.ToArray();
                drafts = drafts.Where(m => ids.Contains(m.Id));
            }

            var matters = await drafts.OrderBy(m => m.Id).Take(Most + 1).ToListAsync(cancel);
            var isCut = matters.Count > Most;
            matters = isCut ? matters[..Most] : matters;
            var rows = await queries.Rows(matters, cancel);
            List<Row> answer = [];
            foreach (var (matter, row) in matters.Zip(rows))
            {
                var against = IssueMatters.Against(matter, await desk.Schedule(matter.Terms, desk.Now, cancel: cancel), await desk.Context(matter.Terms, cancel), desk.Now);
                answer.Add(new(row, await facts.LeadersOf(matter.Terms, cancel), against, await facts.Warnings(matter.Terms, cancel)));
            }

            return new Answer(await DocumentName.Of(desk.Db, request.Document, cancel), answer, isCut);
        }
    }
}

/// <summary>Reads what warnings are made of, each leader and unit once.</summary>
internal sealed class WarningFacts(IOrganisationQueries organisation, MatterQueries queries)
{
    private readonly Dictionary<UnitId, IReadOnlyList<Answering>> _answering = [];
    private readonly Dictionary<PostId, IReadOnlyList<Holder>> _holders = [];

    public async ValueTask<IReadOnlyList<Problem>> Warnings(MatterTerms terms, CancellationToken cancel)
    {
        IReadOnlyList<Answering> answering = [];
        if (terms.Lead is { } lead && !_answering.TryGetValue(lead, out answering!))
        {
            _answering[lead] = answering = await organisation.LeadersFor(lead, queries.Day, cancel);
        }

        List<(MatterLeader, IReadOnlyList<Holder>)> holders = [];
        foreach (var leader in terms.Leaders)
        {
            holders.Add((leader, await Holders(leader, cancel)));
        }

        return MatterWarnings.Of(terms, await queries.Names(cancel), answering, holders, queries.Day);
    }

    public async ValueTask<string?> LeadersOf(MatterTerms terms, CancellationToken cancel)
    {
        List<string> names = [];
        foreach (var leader in terms.Leaders)
        {
            var holders = await Holders(leader, cancel);
            names.AddRange(holders.Count > 0 ? holders.Select(h => h.Name) : [leader.Name ?? ""]);
        }

        return names.Count == 0 ? null : string.Join('、', names.Distinct(StringComparer.Ordinal));
    }

    private async ValueTask<IReadOnlyList<Holder>> Holders(MatterLeader leader, CancellationToken cancel)
    {
        if (leader.Post is not { } post)
        {
            return [];
        }

        return _holders.TryGetValue(post, out var known) ? known : _holders[post] = await organisation.HoldersOf(post, queries.Day, cancel);
    }
}
