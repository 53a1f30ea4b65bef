using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Drafts a matter (拟办).</summary>
internal static class DraftMatter
{
    /// <param name="Terms">What is to be done, by whom and by when.</param>
    [Needs(MattersPermissions.Issue)]
    public sealed record Request(MatterTerms Terms) : ICommand<MatterId>, IForUnit
    {
        Guid? IForUnit.Unit => Terms.Lead?.Value;
    }

    public static Result<Decision<MatterId>> Decide(MatterId id, MatterTerms terms, MatterId? parent, TermsContext context)
    {
        List<Problem> problems = [.. TermsCheck.Always(terms, context)];
        return problems.Count > 0 ? problems : new Decision<MatterId>(id, new Change(new Matter(), new MatterDrafted(id, Tidy(terms), parent)));
    }

    public static MatterTerms Tidy(MatterTerms terms) => terms with { Title = terms.Title.Trim(), Body = terms.Body.Trim(), Supporting = [.. terms.Supporting.Distinct()], Tags = [.. terms.Tags.Select(t => t.Trim()).Distinct(StringComparer.Ordinal)] };

    internal sealed class Handler(Desk desk) : IHandler<Request, MatterId>
    {
        public async ValueTask<Result<MatterId>> Handle(Request request, CancellationToken cancel)
        {
            // One matter for one thing: the same origin again gives back the matter that is there.
            var origin = request.Terms.Origin is { } o ? Matter.OriginOf(o.Module, o.Key) : null;
            return origin is not null && await desk.Db.Set<Matter>().AsNoTracking().SingleOrDefaultAsync(m => m.Origin == origin, cancel) is { } known
                ? known.Id
                : await desk.Carry(Decide(desk.Ids.New<MatterId>(), request.Terms, null, await desk.Context(request.Terms, cancel)), cancel);
        }
    }
}

/// <summary>Changes a draft, or a matter that was declined, before it is issued (again).</summary>
internal static class EditMatter
{
    /// <param name="Version">The version that the person saw.</param>
    [Needs(MattersPermissions.Steer)]
    public sealed record Request(MatterId Matter, MatterTerms Terms, int Version) : ICommand<None>;

    public static Result<Decision<None>> Decide(Matter matter, Request request, TermsContext context)
    {
        List<Problem> problems = [.. TermsCheck.Always(request.Terms, context)];
        if (matter.Version != request.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Version)));
        }
        if (Transitions.Refusal(matter, MatterAct.Edit) is { } refusal)
        {
            problems.Add(refusal);
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(matter, new MatterEdited(DraftMatter.Tidy(request.Terms))));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Matter, m => desk.RefuseUnlessIssuer(m, cancel), async m => Decide(m, request, await desk.Context(request.Terms, cancel)), cancel);
    }
}

/// <summary>Throws a draft away (作废). It stays in the journal.</summary>
internal static class DropMatter
{
    [Needs(MattersPermissions.Steer)]
    public sealed record Request(MatterId Matter, string Why) : ICommand<None>;

    public static Result<Decision<None>> Decide(Matter matter, string why)
    {
        List<Problem> problems = [.. Wording.Check(why, nameof(Request.Why))];
        if (Transitions.Refusal(matter, MatterAct.Drop) is { } refusal)
        {
            problems.Add(refusal);
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(matter, new MatterDropped(why.Trim())));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Matter, m => desk.RefuseUnlessIssuer(m, cancel), m => Decide(m, request.Why), cancel);
    }
}

/// <summary>Links a matter to others and tags it. It may be done while the matter runs: it changes nothing of what is asked.</summary>
internal static class LinkMatter
{
    /// <param name="DuplicateOf">The matter that asks for the same; the two are then asked about once.</param>
    [Needs(MattersPermissions.Steer)]
    public sealed record Request(MatterId Matter, IReadOnlyList<MatterId> Related, MatterId? DuplicateOf, IReadOnlyList<string> Tags) : ICommand<None>;

    /// <param name="others">How many of the other matters named are there.</param>
    public static Result<Decision<None>> Decide(Matter matter, Request request, int others)
    {
        List<Problem> problems = [.. TermsCheck.Always(matter.Terms with { Tags = request.Tags }, new(new Dictionary<Organisation.UnitId, Organisation.UnitOnDay>(), null, default)).Where(p => p.Field == nameof(request.Tags))];
        if (Transitions.Refusal(matter, MatterAct.Link) is { } refusal)
        {
            problems.Add(refusal);
        }

        var named = request.Related.Append(request.DuplicateOf ?? matter.Id).Distinct().Where(m => m != matter.Id).ToList();
        if (others != named.Count || request.DuplicateOf == matter.Id)
        {
            problems.Add(Problem.Coded("MAT-023", nameof(request.Related)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(matter, new MatterLinked([.. request.Related.Where(m => m != matter.Id).Distinct()], request.DuplicateOf, request.Tags)));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Matter, m => desk.RefuseUnlessIssuer(m, cancel), async m =>
            {
                var ids = request.Related.Append(request.DuplicateOf ?? m.Id).Where(x => x != m.Id).Distinct().ToArray();
                return Decide(m, request, await desk.Db.Set<Matter>().CountAsync(x => ids.Contains(x.Id), cancel));
            }, cancel);
    }
}

/// <summary>Checks what people write.</summary>
internal static class Wording
{
    /// <summary>A text that must be there and not be too long.</summary>
    public static IEnumerable<Problem> Check(string? text, string field, bool required = true)
    {
        if (required && string.IsNullOrWhiteSpace(text))
        {
            yield return Problem.Coded("MAT-040", field, $"matter.{char.ToLowerInvariant(field[0])}{field[1..]}");
        }
        if (text?.Length > TermsCheck.LongestText)
        {
            yield return Problem.Coded("MAT-003", field, TermsCheck.LongestText.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>What was written, without blanks around it; nothing where it is blank.</summary>
    public static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
