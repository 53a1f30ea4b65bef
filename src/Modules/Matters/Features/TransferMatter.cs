using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>Gives a running matter to other units by a document (移交), as after a reorganisation. Days, reports and lamps stay.</summary>
internal static class TransferMatter
{
    /// <param name="Document">The document, by number or title.</param>
    [Needs(MattersPermissions.Steer)]
    public sealed record Request(MatterId Matter, UnitId Lead, IReadOnlyList<UnitId> Supporting, UnitId Accepting, string Document) : ICommand<None>;

    public static Result<Decision<None>> Decide(Matter matter, Request request, TermsContext context)
    {
        var terms = matter.Terms with { Lead = request.Lead, Supporting = [.. request.Supporting.Distinct()], Accepting = request.Accepting };
        List<Problem> problems = [.. Wording.Check(request.Document, nameof(request.Document)), .. TermsCheck.Always(terms, context).Where(p => p.Field is nameof(terms.Lead) or nameof(terms.Accepting) or nameof(terms.Supporting))];
        if (Transitions.Refusal(matter, MatterAct.Transfer) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (matter.Lead == terms.Lead && matter.Accepting == terms.Accepting && matter.Terms.Supporting.SequenceEqual(terms.Supporting))
        {
            problems.Add(Problem.Coded("MAT-063", nameof(request.Lead)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(matter, new MatterTransferred(terms.Lead, terms.Supporting, terms.Accepting, request.Document.Trim())));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Matter, m => desk.RefuseUnlessIssuer(m, cancel), async m => Decide(m, request, await desk.Context(m.Terms, cancel)), cancel);
    }

    internal sealed class ForModule(IHandler<Request, None> handler) : IHandler<MoveMatter, None>
    {
        public ValueTask<Result<None>> Handle(MoveMatter request, CancellationToken cancel) => handler.Handle(new(request.Matter, request.Lead, request.Supporting, request.Accepting, request.Document), cancel);
    }
}
