using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading.Json;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>Answers other modules from the tables.</summary>
internal sealed class Library(BihuanContext db) : IDocumentLibrary, IContradictionRulings, IRuleBook
{
    private static readonly Keyset<Rule> ByClause = new Keyset<Rule>().By(r => r.DocumentName).By(r => r.Place).By(r => r.Id);

    public async ValueTask<ClauseText?> Find(Clause clause, CancellationToken cancel)
    {
        // The newest version that has the place: an amendment may have taken it out.
        var versions = await DocumentKey.NewestFirst(db, db.Set<Document>().AsNoTracking().Where(d => d.Number == clause.Document || d.Title == clause.Document)).Take(20).ToListAsync(cancel);
        foreach (var document in versions)
        {
            if (await db.Set<ClauseRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Document == document.Id && c.Place == clause.Place && c.IsFirst, cancel) is { } row)
            {
                return new(document.Id, clause, document.Title, row.Text.Length > 0 ? row.Text : row.Heading, ClauseWords.AddressOf(document.Id, row.Place));
            }
        }

        return null;
    }

    public async ValueTask<IReadOnlyList<ContradictionRuling>> About(Clause clause, DateOnly day, CancellationToken cancel) =>
        [.. (await Rulings(day, cancel)).Where(r => r.Holds == clause || r.Yields.Contains(clause))];

    public async ValueTask<int> Waiting(CancellationToken cancel)
    {
        var decided = db.Set<Ruling>().AsNoTracking().Where(r => r.Decided).Select(r => r.Contradiction);
        return await db.Set<ContradictionRow>().AsNoTracking().CountAsync(c => c.Severity == Bihuan.Reading.Severity.Error && !decided.Contains(c.Fingerprint), cancel);
    }

    public async ValueTask<IReadOnlyList<AdoptedRule>> On(string kind, DateOnly day, CancellationToken cancel)
    {
        var rules = await ByClause.Of(InForce(kind, day)).ToListAsync(cancel);
        var yielding = (await Rulings(day, cancel)).SelectMany(r => r.Yields).ToHashSet();
        return [.. rules.Select(Adopted).Where(r => !yielding.Contains(r.Source))];
    }

    /// <summary>A part of <see cref="On"/>.</summary>
    public async Task<Result<Page<AdoptedRule>>> Part(string kind, DateOnly day, string? after, int? limit, CancellationToken cancel)
    {
        if (!Page.TryRead(after, ByClause, out var last))
        {
            return Page.NoCursor;
        }

        var yielding = (await Rulings(day, cancel)).SelectMany(r => r.Yields).ToHashSet();
        var size = Page.Limit(limit);
        List<Rule> found = [];

        // What a decision set aside is left out here, so that more may have to be read.
        while (found.Count <= size)
        {
            var rules = await ByClause.Of(InForce(kind, day), last).Take(size + 1).ToListAsync(cancel);
            found.AddRange(rules.Where(r => !yielding.Contains(SourceOf(r))));
            if (rules.Count <= size)
            {
                break;
            }

            last = ByClause.ValuesOf(rules[^1]);
        }

        var part = Page.Cut(found, ByClause, size);
        return part.With<AdoptedRule>([.. part.Items.Select(Adopted)]);
    }

    /// <summary>A document that was repealed or ran out takes its rules with it.</summary>
    private IQueryable<Rule> InForce(string kind, DateOnly day) => db.Set<Rule>().AsNoTracking().Where(r => r.Kind == kind && !r.Revoked && r.From <= day && (r.To == null || r.To >= day)
        && !db.Set<Document>().Any(d => d.Id == r.Document && (d.Status == DocumentStatus.Repealed || d.Status == DocumentStatus.Expired) && d.StatusSince <= day));

    private static Clause SourceOf(Rule rule) => new(rule.DocumentName, rule.Place);

    private static AdoptedRule Adopted(Rule rule) => new(rule.Id, SourceOf(rule), rule.From, rule.To, ReadingJson.Read(rule.What));

    private async Task<IReadOnlyList<ContradictionRuling>> Rulings(DateOnly day, CancellationToken cancel)
    {
        var rulings = await db.Set<Ruling>().AsNoTracking().Where(r => r.Decided && r.Since <= day)
            .Join(db.Set<ContradictionRow>().AsNoTracking(), r => r.Contradiction, c => c.Fingerprint, (r, c) => new { r, c.Places, c.Kind }).ToListAsync(cancel);
        return rulings.ConvertAll(x =>
        {
            var clauses = x.Places.Select(p => new Clause(p.Name, p.Place)).ToList();
            var holds = x.r.Holds is { } index && index < clauses.Count ? clauses[index] : null;
            return new ContradictionRuling(holds, holds is null ? [] : [.. clauses.Where(c => c != holds)], x.r.Since!.Value, x.r.Why, new(x.r.By, x.r.ForUnit, x.r.ForPost), x.Kind);
        });
    }
}
