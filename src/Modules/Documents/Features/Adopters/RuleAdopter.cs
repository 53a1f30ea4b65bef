using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading;
using Bihuan.Reading.Json;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>Takes a rule in as dated data with its clause (规定入库).</summary>
internal static class AdoptRule
{
    /// <param name="From">The first day it holds.</param>
    /// <param name="What">As <c>ReadingJson</c> writes it.</param>
    [Needs(DocumentsPermissions.Adopt)]
    public sealed record Request(DocumentId Document, Clause Source, string Kind, string ContentHash, DateOnly From, string What) : ICommand<RuleId>;

    public static Result<RuleAdopted?> Decide(Rule? known, Request request, RuleId id) =>
        known is { Revoked: false } ? new Result<RuleAdopted?>.Done(null)
        : new RuleAdopted(known?.Id ?? id, request.Document, request.Source, request.Kind, request.ContentHash, request.From, null, request.What);

    internal sealed class Handler(BihuanContext db, Ledger ledger, TimeProvider clock) : IHandler<Request, RuleId>
    {
        public async ValueTask<Result<RuleId>> Handle(Request request, CancellationToken cancel)
        {
            var place = request.Source.Place;
            var known = await db.Set<Rule>().AsTracking().SingleOrDefaultAsync(r => r.Document == request.Document && r.Place == place && r.Kind == request.Kind && r.ContentHash == request.ContentHash, cancel);
            var decision = Decide(known, request, Id.New<RuleId>(clock));
            if (decision is Result<RuleAdopted?>.Done({ } adopted))
            {
                known ??= new Rule();
                ledger.Record(known, adopted, adopted.From);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => known!.Id);
        }
    }
}

/// <summary>Takes a rule back: it never held.</summary>
internal static class RevokeRule
{
    [Needs(DocumentsPermissions.Adopt)]
    public sealed record Request(RuleId Id) : ICommand<None>;

    public static Result<RuleRevoked?> Decide(Rule rule) => new Result<RuleRevoked?>.Done(rule.Revoked ? null : new RuleRevoked());

    internal sealed class Handler(BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.FindAsync<Rule>([request.Id], cancel) is not { } rule)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }
            if (Decide(rule) is Result<RuleRevoked?>.Done({ } revoked))
            {
                ledger.Record(rule, revoked);
                await ledger.Commit(cancel);
            }

            return default(None);
        }
    }
}

/// <summary>Thresholds, measures, penalties, funding rules and duties to report become dated rules.</summary>
internal sealed class RuleAdopter(Mediator ask, BihuanContext db, Words words, Moment moment) : IAdopter
{
    public string Name => "documents.rule";

    public IReadOnlyCollection<string> Kinds { get; } = ["threshold", "measure", "penalty", "funding", "reportingDuty"];

    public bool Takes(Commitment what) => true;

    public async ValueTask<Result<AdoptedThing>> Adopt(AdoptionItem item, CancellationToken cancel)
    {
        if (await DayOf(item, cancel) is not { } from)
        {
            return Problem.Coded("DOC-041", nameof(item.Date), item.Source.ToString());
        }

        var result = await ask.Send(new AdoptRule.Request(item.Document, item.Source, item.What.Kind, item.ContentHash, from, ReadingJson.Write(item.What)), cancel: cancel);
        return result.Map(id => new AdoptedThing(Name, id.Value.ToString(), FindFields.Title(item.What, words), $"/documents/rules?kind={item.What.Kind}"));
    }

    public async ValueTask<string?> StateOf(AdoptedThing thing, CancellationToken cancel)
    {
        var id = RuleId.From(Guid.Parse(thing.Key));
        var rule = await db.Set<Rule>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel);
        return rule is null or { Revoked: true } ? null
            : rule.From > moment.Day ? words["rule.from", rule.From.ToString("yyyy-MM-dd")]
            : rule.To < moment.Day ? words["rule.ended", rule.To.Value.ToString("yyyy-MM-dd")]
            : words["rule.inForce"];
    }

    public ValueTask<Result<None>> Revoke(AdoptedThing thing, CancellationToken cancel) => ask.Send(new RevokeRule.Request(RuleId.From(Guid.Parse(thing.Key))), cancel: cancel);

    /// <summary>From when the document says it holds (自2022年4月10日起施行), or else its own date.</summary>
    private async Task<DateOnly?> DayOf(AdoptionItem item, CancellationToken cancel)
    {
        var texts = await db.Set<ClauseRow>().AsNoTracking().Where(c => c.Document == item.Document && (c.Text.Contains("施行") || c.Text.Contains("实施"))).OrderByDescending(c => c.Ordinal).Select(c => c.Text).Take(40).ToListAsync(cancel); // not-a-text
        return texts.Select(t => Commencement.In(t, item.Date)).FirstOrDefault(d => d is not null) ?? item.Date;
    }
}

/// <summary>Reads from which day a document holds (施行日期).</summary>
internal static class Commencement
{
    /// <summary>The day of 自…起施行; of 自发布之日起, the document's own; null where the words say nothing of it.</summary>
    public static DateOnly? In(string text, DateOnly? issued)
    {
        foreach (var word in (string[])["起施行", "起实施", "起执行"]) // not-a-text
        {
            var at = text.IndexOf(word, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            var from = text.LastIndexOf('自', at);
            if (from < 0 || at - from > 40)
            {
                continue;
            }

            var words = text[(from + 1)..at];
            if (words.Contains("之日", StringComparison.Ordinal)) // not-a-text
            {
                return words.Contains('后') ? null : issued; // not-a-text
            }

            return ChineseDate.TryParse(words, out var day) ? day : null;
        }

        return null;
    }
}
