using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Documents;

/// <summary>Resolves adopters in a scope in which the program acts on behalf of the person: what the person may adopt, the module takes,
/// and its journal names the person.</summary>
internal sealed class AdoptionScope(IServiceScopeFactory scopes, LedgerScope ledger) : IAsyncDisposable
{
    private AsyncServiceScope? _scope;

    /// <summary>The adopters, in order of registration.</summary>
    public IReadOnlyList<IAdopter> Adopters => [.. Services.GetServices<IAdopter>()];

    /// <summary>Sends requests of other modules.</summary>
    public Mediator Ask => Services.GetRequiredService<Mediator>();

    private IServiceProvider Services
    {
        get
        {
            if (_scope is null)
            {
                var scope = scopes.CreateAsyncScope();
                var caller = scope.ServiceProvider.GetRequiredService<Caller>();
                (caller.IsProgram, caller.Acting) = (true, ledger.Acting);
                var own = scope.ServiceProvider.GetRequiredService<LedgerScope>();
                (own.Acting, own.Reason) = (ledger.Acting, ledger.Reason);
                _scope = scope;
            }

            return _scope.Value.ServiceProvider;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_scope is { } scope)
        {
            await scope.DisposeAsync();
        }
    }
}

/// <summary>Hands accepted finds to the modules (移交). Each is taken or refused by itself; doing it again changes nothing.</summary>
internal static class AdoptFinds
{
    /// <param name="Document">The document.</param>
    /// <param name="Finds">Which; all accepted ones where null.</param>
    [Needs(DocumentsPermissions.Adopt)]
    public sealed record Request(DocumentId Document, IReadOnlyList<int>? Finds = null) : ICommand<Answer>;

    /// <param name="Adopted">Taken in now.</param>
    /// <param name="Before">Taken in before; nothing was changed.</param>
    /// <param name="Waiting">No module takes them yet.</param>
    /// <param name="Refused">The module said no, with its reasons.</param>
    public sealed record Answer(IReadOnlyList<int> Adopted, IReadOnlyList<int> Before, IReadOnlyList<int> Waiting, IReadOnlyList<Refusal> Refused);

    public sealed record Refusal(int Find, string Place, IReadOnlyList<Problem> Problems);

    /// <summary>What is to be done with a find.</summary>
    internal enum Step
    {
        /// <summary>Not accepted by a reviewer.</summary>
        NotAccepted,

        /// <summary>In a module's hands already, word for word.</summary>
        Adopted,

        /// <summary>No module takes it.</summary>
        NoTaker,

        /// <summary>To be handed over.</summary>
        HandOver,
    }

    public static Step Decide(FindReview? review, Adoption? adoption, bool hasTaker) =>
        review?.Verdict is not Verdict.Accepted ? Step.NotAccepted
        : adoption is { Revoked: false } ? Step.Adopted
        : hasTaker ? Step.HandOver
        : Step.NoTaker;

    internal sealed class Handler(BihuanContext db, Ledger ledger, UnitPlacing placing, IServiceScopeFactory scopes, LedgerScope scope, TimeProvider clock) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.Set<Document>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.Document, cancel) is not { } document)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Document));
            }

            var finds = await db.Set<FindRow>().AsNoTracking().Where(f => f.Document == request.Document).OrderBy(f => f.Ordinal).ToListAsync(cancel);
            var reviews = await db.Set<FindReview>().AsNoTracking().Where(r => r.Document == request.Document).ToDictionaryAsync(r => r.Find, cancel);
            var adoptions = await db.Set<Adoption>().AsTracking().Where(a => a.Document == request.Document).ToListAsync(cancel);
            var units = (await placing.Place(request.Document, finds.SelectMany(f => f.Units), cancel)).Where(n => n.Unit is not null).ToDictionary(n => n.Printed, n => n.Unit!.Id, StringComparer.Ordinal);
            List<int> adopted = [];
            List<int> before = [];
            List<int> waiting = [];
            List<Refusal> refused = [];
            await using var hands = new AdoptionScope(scopes, scope);
            var adopters = hands.Adopters;
            foreach (var find in finds.Where(f => request.Finds is null || request.Finds.Contains(f.Ordinal)))
            {
                var review = reviews.GetValueOrDefault(find.Ordinal);
                var json = review?.Edited ?? find.What;
                var hash = review?.Edited is null ? find.Hash : ReadingWriter.HashOf(json);
                var adoption = adoptions.Find(a => a.Place == find.Place && a.Kind == find.Kind && a.ContentHash == hash);
                var what = ReadingJson.Read(json);
                var adopter = adopters.FirstOrDefault(a => a.Kinds.Contains(find.Kind) && a.Takes(what));
                switch (Decide(review, adoption, adopter is not null))
                {
                    case Step.Adopted:
                        before.Add(find.Ordinal);
                        break;
                    case Step.NoTaker:
                        waiting.Add(find.Ordinal);
                        break;
                    case Step.HandOver when scope.Trial:
                        adopted.Add(find.Ordinal);
                        break;
                    case Step.HandOver:
                        var item = new AdoptionItem(document.Id, find.Ordinal, new(document.Name, find.Place), document.Date, what, hash, units) { Title = document.Title, Issuers = document.Issuers };
                        var taken = await adopter!.Adopt(item, cancel);
                        if (taken is not Result<AdoptedThing>.Done(var thing))
                        {
                            refused.Add(new(find.Ordinal, find.Place, ((Result<AdoptedThing>.Refused)taken).Problems));
                            break;
                        }

                        adopted.Add(find.Ordinal);
                        if (adoption is null)
                        {
                            adoptions.Add(adoption = new Adoption());
                        }

                        ledger.Record(adoption, new FindAdopted(adoption.Version == 0 ? Id.New<AdoptionId>(clock) : adoption.Id, document.Id, find.Ordinal, find.Place, find.Kind, hash, thing), document.Date);

                        // One by one: what the module has done is on record here before the next is handed over.
                        await ledger.Commit(cancel);
                        break;
                }
            }

            await AdoptNames(hands, finds.Where(f => reviews.GetValueOrDefault(f.Ordinal)?.Verdict is Verdict.Accepted).SelectMany(f => f.Units).ToHashSet(StringComparer.Ordinal), cancel);
            return new Answer(adopted, before, waiting, refused);
        }

        /// <summary>What people answered about names becomes aliases of the register, each with its clause.</summary>
        private async Task AdoptNames(AdoptionScope hands, HashSet<string> names, CancellationToken cancel)
        {
            if (scope.Trial)
            {
                return;
            }

            foreach (var name in await db.Set<UnitName>().AsTracking().Where(n => n.Answered && n.Unit != null && !n.IsAlias && names.Contains(n.Printed)).OrderBy(n => n.Printed).ToListAsync(cancel))
            {
                if (await hands.Ask.Send(new AddAlias(name.Unit!.Value, name.Printed, AliasKind.Alias, name.Source), cancel: cancel) is Result<None>.Done)
                {
                    ledger.Record(name, new UnitNameAdopted());
                    await ledger.Commit(cancel);
                }
            }
        }
    }
}

/// <summary>Takes an adoption back, in the module that had it too (撤回).</summary>
internal static class RevokeAdoption
{
    [Needs(DocumentsPermissions.Adopt)]
    public sealed record Request(AdoptionId Id) : ICommand<None>;

    public static Result<AdoptionRevoked> Decide(Adoption adoption) => adoption.Revoked ? Problem.Coded("DOC-040", nameof(Request.Id), adoption.Thing.Title) : new AdoptionRevoked();

    internal sealed class Handler(BihuanContext db, Ledger ledger, IServiceScopeFactory scopes, LedgerScope scope) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.FindAsync<Adoption>([request.Id], cancel) is not { } adoption)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var decision = Decide(adoption);
            if (decision is not Result<AdoptionRevoked>.Done(var revoked))
            {
                return decision.Map(_ => default(None));
            }

            // A trial changes nothing, in other modules neither.
            await using var hands = new AdoptionScope(scopes, scope);
            if (!scope.Trial && hands.Adopters.FirstOrDefault(a => a.Name == adoption.Thing.Adopter) is { } adopter && await adopter.Revoke(adoption.Thing, cancel) is Result<None>.Refused refusal)
            {
                return refusal;
            }

            ledger.Record(adoption, revoked);
            await ledger.Commit(cancel);
            return default(None);
        }
    }
}

/// <summary>The accepted finds of a document with what became of them (采纳去向).</summary>
internal static class ListAdoptions
{
    /// <param name="Document">The document.</param>
    /// <param name="Kind">Only this kind.</param>
    /// <param name="After">Where the part before ended.</param>
    /// <param name="Limit">How many to give.</param>
    [Needs(DocumentsPermissions.View)]
    public sealed record Request(DocumentId Document, string? Kind = null, string? After = null, int? Limit = null) : IQuery<Answer>;

    /// <param name="Next">The cursor of the part after it; null at the end.</param>
    /// <param name="Kinds">The accepted finds of the whole document by kind.</param>
    /// <param name="Stale">What was handed over and is not accepted any more, or otherwise.</param>
    /// <param name="Aliases">Names of units that were placed.</param>
    public sealed record Answer(IReadOnlyList<Row> Items, string? Next, IReadOnlyList<KindCount> Kinds, IReadOnlyList<StaleRow> Stale, IReadOnlyList<UnitName> Aliases);

    /// <param name="Taker">The adopter that would take it; null where none does, and it waits.</param>
    /// <param name="State">How the thing stands.</param>
    public sealed record Row(int Find, string Kind, string Place, string What, string? Taker, AdoptionId? Adoption, AdoptedThing? Thing, string? State);

    /// <param name="Ready">To be handed over.</param>
    /// <param name="Waiting">No module takes them yet.</param>
    public sealed record KindCount(string Kind, int Accepted, int Adopted, int Ready, int Waiting);

    public sealed record StaleRow(AdoptionId Adoption, int Find, string Kind, string Place, AdoptedThing Thing);

    internal sealed class Handler(BihuanContext db, IEnumerable<IAdopter> adopters) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var taking = adopters.SelectMany(a => a.Kinds).Distinct(StringComparer.Ordinal).ToList();
            var accepted = db.Set<FindRow>().AsNoTracking().Where(f => f.Document == request.Document)
                .Join(db.Set<FindReview>().AsNoTracking().Where(r => r.Verdict == Verdict.Accepted), f => new { f.Document, Find = f.Ordinal }, r => new { r.Document, r.Find }, (f, r) => new { f, r.Edited });

            // Of kinds that no module looks at, what was found need not be read to be counted.
            var all = (await accepted.Select(x => new { x.f.Ordinal, x.f.Kind, x.f.Place, x.f.Hash, x.f.Units, x.Edited, What = x.Edited == null && taking.Contains(x.f.Kind) ? x.f.What : null }).OrderBy(x => x.Ordinal).ToListAsync(cancel))
                .ConvertAll(x => (x.Ordinal, x.Kind, x.Place, x.Units, What: x.Edited ?? x.What, Hash: x.Edited is null ? x.Hash : ReadingWriter.HashOf(x.Edited)));
            var adoptions = (await db.Set<Adoption>().AsNoTracking().Where(a => a.Document == request.Document && !a.Revoked).OrderBy(a => a.Find).ToListAsync(cancel)).ToDictionary(a => (a.Place, a.Kind, a.ContentHash));
            var takers = all.ToDictionary(x => x.Ordinal, x => x.What is null || !taking.Contains(x.Kind) ? null : TakerOf(x.Kind, x.What));
            var kinds = all.GroupBy(x => x.Kind, StringComparer.Ordinal).Select(g =>
            {
                var done = g.Count(x => adoptions.ContainsKey((x.Place, x.Kind, x.Hash)));
                var ready = g.Count(x => takers[x.Ordinal] is not null && !adoptions.ContainsKey((x.Place, x.Kind, x.Hash)));
                return new KindCount(g.Key, g.Count(), done, ready, g.Count() - done - ready);
            }).OrderBy(k => Kinds.All.Index().First(x => x.Item == k.Kind).Index).ToList();
            var kept = all.Select(x => (x.Place, x.Kind, x.Hash)).ToHashSet();
            var stale = adoptions.Where(a => !kept.Contains(a.Key)).Select(a => new StaleRow(a.Value.Id, a.Value.Find, a.Value.Kind, a.Value.Place, a.Value.Thing)).ToList();

            return await accepted.Select(x => x.f).Where(f => request.Kind == null || f.Kind == request.Kind).Part(ListFinds.InOrder, request.After, request.Limit, cancel).MapAsync(async part =>
            {
                var byName = adopters.ToDictionary(a => a.Name, StringComparer.Ordinal);
                var known = all.ToDictionary(x => x.Ordinal);
                List<Row> rows = [];
                foreach (var find in part.Items)
                {
                    var one = known[find.Ordinal];
                    var adoption = adoptions.GetValueOrDefault((one.Place, one.Kind, one.Hash));
                    var state = adoption is not null && byName.TryGetValue(adoption.Thing.Adopter, out var keeper) ? await keeper.StateOf(adoption.Thing, cancel) : null;
                    rows.Add(new(one.Ordinal, one.Kind, one.Place, one.What ?? find.What, takers[one.Ordinal], adoption?.Id, adoption?.Thing, state));
                }

                var names = all.SelectMany(x => x.Units).Distinct(StringComparer.Ordinal).ToList();
                var aliases = await db.Set<UnitName>().AsNoTracking().Where(n => n.Answered && n.Unit != null && names.Contains(n.Printed)).OrderBy(n => n.Printed).ToListAsync(cancel);
                return new Answer(rows, part.Next, kinds, stale, aliases);
            });
        }

        private string? TakerOf(string kind, string what)
        {
            var commitment = ReadingJson.Read(what);
            return adopters.FirstOrDefault(a => a.Kinds.Contains(kind) && a.Takes(commitment))?.Name;
        }
    }
}
