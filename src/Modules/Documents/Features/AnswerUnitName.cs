using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Documents;

/// <summary>Says which unit a printed name means, once for all its uses (机构名称核定).</summary>
internal static class AnswerUnitName
{
    /// <param name="Document">Where it was asked.</param>
    /// <param name="Find">In which find.</param>
    /// <param name="Printed">The name.</param>
    /// <param name="Unit">The unit; null where the name means none of the register.</param>
    /// <param name="UnitTitle">What the unit is called.</param>
    /// <param name="Seen">The version of the answer that the person saw; 0 for none, null where it does not matter.</param>
    [Needs(DocumentsPermissions.Review)]
    public sealed record Request(DocumentId Document, int Find, string Printed, UnitId? Unit, string? UnitTitle, int? Seen = null) : ICommand<None>;

    public static Result<UnitNameAnswered?> Decide(Request request, UnitName? known, FindRow? find, Clause source, UnitNameId id)
    {
        if (find is null || !find.Units.Contains(request.Printed, StringComparer.Ordinal))
        {
            return Problem.Coded("DOC-034", nameof(request.Printed), request.Printed);
        }

        // Somebody else has said otherwise in between; a second answer, in the knowledge of theirs, holds.
        return known is { Answered: true } && known.Unit == request.Unit ? new Result<UnitNameAnswered?>.Done(null)
            : known is { Answered: true } && request.Seen is { } seen && seen != known.Version ? Problem.Coded("DOC-037", nameof(request.Printed), request.Printed, known.UnitTitle ?? "—")
            : new UnitNameAnswered(known?.Id ?? id, request.Printed, request.Unit, request.UnitTitle, source);
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, IOrganisationQueries organisation, Moment moment, TimeProvider clock) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.Set<Document>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.Document, cancel) is not { } document)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Document));
            }

            string? title = null;
            if (request.Unit is { } unit)
            {
                if (await organisation.Unit(unit, moment.Day, cancel) is not { } choice)
                {
                    return Problem.Coded("PLATFORM-005", nameof(request.Unit));
                }

                title = choice.Name;
            }

            var find = await db.Set<FindRow>().AsNoTracking().SingleOrDefaultAsync(f => f.Document == request.Document && f.Ordinal == request.Find, cancel);
            var known = await db.Set<UnitName>().AsTracking().SingleOrDefaultAsync(n => n.Printed == request.Printed, cancel);
            var decision = Decide(request with { UnitTitle = title }, known, find, new Clause(document.Name, find?.Place ?? ""), Id.New<UnitNameId>(clock));
            if (decision is Result<UnitNameAnswered?>.Done({ } answered))
            {
                ledger.Record(known ?? new UnitName(), answered);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}

/// <summary>Takes an answer back that has become an alias, with the alias (撤回别名).</summary>
internal static class RevokeUnitAlias
{
    [Needs(DocumentsPermissions.Adopt)]
    public sealed record Request(string Printed) : ICommand<None>;

    public static Result<UnitNameWithdrawn> Decide(UnitName? known, Request request) =>
        known is { Answered: true, IsAlias: true } ? new UnitNameWithdrawn() : Problem.Coded("DOC-035", nameof(request.Printed), request.Printed);

    internal sealed class Handler(BihuanContext db, Ledger ledger, IServiceScopeFactory scopes, LedgerScope scope) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var known = await db.Set<UnitName>().AsTracking().SingleOrDefaultAsync(n => n.Printed == request.Printed, cancel);
            var decision = Decide(known, request);
            if (decision is not Result<UnitNameWithdrawn>.Done(var withdrawn))
            {
                return decision.Map(_ => default(None));
            }

            await using var hands = new AdoptionScope(scopes, scope);
            if (!scope.Trial && await hands.Ask.Send(new RemoveAlias(known!.Unit!.Value, known.Printed, AliasKind.Alias, known.Source), cancel: cancel) is Result<None>.Refused refusal)
            {
                return refusal;
            }

            ledger.Record(known!, withdrawn);
            await ledger.Commit(cancel);
            return default(None);
        }
    }
}

/// <summary>Takes an answer back: the name is open again in all its uses.</summary>
internal static class WithdrawUnitName
{
    [Needs(DocumentsPermissions.Review)]
    public sealed record Request(string Printed) : ICommand<None>;

    public static Result<UnitNameWithdrawn> Decide(UnitName? known, Request request) =>
        known is not { Answered: true } ? Problem.Coded("DOC-035", nameof(request.Printed), request.Printed)
        : known.IsAlias ? Problem.Coded("DOC-036", nameof(request.Printed), request.Printed, known.UnitTitle ?? "")
        : new UnitNameWithdrawn();

    internal sealed class Handler(BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var known = await db.Set<UnitName>().AsTracking().SingleOrDefaultAsync(n => n.Printed == request.Printed, cancel);
            var decision = Decide(known, request);
            if (decision is Result<UnitNameWithdrawn>.Done(var withdrawn))
            {
                ledger.Record(known!, withdrawn);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}
