using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Organisation;

/// <summary>What happened in the organisation, newest first: units, posts, portfolios, groups.</summary>
internal static class ShowHistory
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(DateOnly? From = null, DateOnly? To = null, string? Words = null, int Limit = 300) : IQuery<IReadOnlyList<Happening>>;

    internal sealed class Handler(Register register) : IHandler<Request, IReadOnlyList<Happening>>
    {
        public async ValueTask<Result<IReadOnlyList<Happening>>> Handle(Request request, CancellationToken cancel)
        {
            var words = request.Words?.Trim() ?? "";
            return Histories.OfAll(await register.All(tracked: false, cancel))
                .Where(h => !(h.Day < request.From) && !(h.Day > request.To))
                .Where(h => words.Length == 0 || h.Subject.Contains(words, StringComparison.Ordinal) || h.What.Contains(words, StringComparison.Ordinal) || h.Other.Contains(words, StringComparison.Ordinal))
                .Take(request.Limit).ToList();
        }
    }
}
