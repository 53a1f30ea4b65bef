using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Enterprises;

/// <summary>What may be the same as premises that somebody is about to register (查重).</summary>
internal static class FindPremisesDuplicates
{
    /// <param name="Terms">As far as they are typed.</param>
    /// <param name="Of">The premises themselves, where they are registered already.</param>
    [Needs(EnterprisesPermissions.View)]
    public sealed record Request(PremisesTerms Terms, PremisesId? Of = null) : IQuery<IReadOnlyList<DuplicateOf>>;

    internal sealed class Handler(RegisterQueries queries, RegisterDesk desk) : IHandler<Request, IReadOnlyList<DuplicateOf>>
    {
        public async ValueTask<Result<IReadOnlyList<DuplicateOf>>> Handle(Request request, CancellationToken cancel)
        {
            var (terms, places) = (request.Terms, (await desk.Context(cancel)).Places);
            GeoPoint? point = terms.Point is { } given && Coordinates.IsPosition(given) ? Coordinates.ToWgs84(given, terms.System) : null;
            var one = DuplicateSearch.Of(request.Of?.Value ?? Guid.Empty, terms with { Point = point }, RegisterKeys.Of(Premises.NamesOf(terms), terms.Address, places));
            return new Result<IReadOnlyList<DuplicateOf>>.Done(await queries.Masked(await DuplicateSearch.Find(queries.Db, isFirm: false, one, cancel), isFirm: false, cancel));
        }
    }
}

/// <summary>What may be the same as a firm that somebody is about to register (查重).</summary>
internal static class FindEnterpriseDuplicates
{
    /// <param name="Terms">As far as they are typed.</param>
    /// <param name="Of">The firm itself, where it is registered already.</param>
    [Needs(EnterprisesPermissions.View)]
    public sealed record Request(EnterpriseTerms Terms, EnterpriseId? Of = null) : IQuery<IReadOnlyList<DuplicateOf>>;

    internal sealed class Handler(RegisterQueries queries, RegisterDesk desk) : IHandler<Request, IReadOnlyList<DuplicateOf>>
    {
        public async ValueTask<Result<IReadOnlyList<DuplicateOf>>> Handle(Request request, CancellationToken cancel)
        {
            var terms = request.Terms with { Code = SocialCreditCode.TryParse(request.Terms.Code, out var code) ? code.Value : null };
            var one = DuplicateSearch.Of(request.Of?.Value ?? Guid.Empty, terms, RegisterKeys.Of(Enterprise.NamesOf(terms), terms.Address, (await desk.Context(cancel)).Places));
            return new Result<IReadOnlyList<DuplicateOf>>.Done(await queries.Masked(await DuplicateSearch.Find(queries.Db, isFirm: true, one, cancel), isFirm: true, cancel));
        }
    }
}

/// <summary>Pairs that may be one and wait for somebody to decide (待判重复): both within the person's sight.</summary>
internal static class ListDuplicates
{
    private static readonly Keyset<DuplicatePair<EnterpriseId>> OfFirms = new Keyset<DuplicatePair<EnterpriseId>>().By(p => p.First).By(p => p.Second);
    private static readonly Keyset<DuplicatePair<PremisesId>> OfPremises = new Keyset<DuplicatePair<PremisesId>>().By(p => p.First).By(p => p.Second);

    /// <param name="Firms">Firms rather than premises.</param>
    [Needs(EnterprisesPermissions.View)]
    public sealed record Request(bool Firms = false, string? After = null, int? Limit = null) : IQuery<Page<Row>>;

    public sealed record Row(Guid First, string FirstName, string FirstDetail, Guid Second, string SecondName, string SecondDetail, DuplicateGround Ground);

    internal sealed class Handler(RegisterQueries queries) : IHandler<Request, Page<Row>>
    {
        public async ValueTask<Result<Page<Row>>> Handle(Request request, CancellationToken cancel)
        {
            if (request.Firms)
            {
                var pairs = queries.Db.Set<DuplicatePair<EnterpriseId>>().AsNoTracking();
                if (await queries.Reach(cancel) is not null)
                {
                    var seen = (await queries.VisibleFirms(cancel)).Select(e => e.Id);
                    pairs = pairs.Where(p => seen.Contains(p.First) && seen.Contains(p.Second));
                }

                return await pairs.Part(OfFirms, request.After, request.Limit, cancel).MapAsync(part => Rows(part, id => id.Value, cancel));
            }

            var places = queries.Db.Set<DuplicatePair<PremisesId>>().AsNoTracking();
            if (await queries.Reach(cancel) is not null)
            {
                var seen = (await queries.VisiblePremises(cancel)).Select(p => p.Id);
                places = places.Where(p => seen.Contains(p.First) && seen.Contains(p.Second));
            }

            return await places.Part(OfPremises, request.After, request.Limit, cancel).MapAsync(part => Rows(part, id => id.Value, cancel));
        }

        private async Task<Page<Row>> Rows<TId>(Page<DuplicatePair<TId>> part, Func<TId, Guid> value, CancellationToken cancel)
            where TId : struct
        {
            var ids = part.Items.SelectMany(p => new[] { value(p.First), value(p.Second) }).Distinct().ToArray();
            var entries = await queries.Db.Set<RegisterEntry>().AsNoTracking().Where(e => EF.Parameter(ids).Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
            return part.With<Row>([.. from p in part.Items let a = entries.GetValueOrDefault(value(p.First)) let b = entries.GetValueOrDefault(value(p.Second)) where a is not null && b is not null
                select new Row(a.Id, a.Name, Detail(a), b.Id, b.Name, Detail(b), p.Ground)]);
        }

        private static string Detail(RegisterEntry e) => e.Code is { } code ? $"{code} {e.Address}".Trim() : e.Address;
    }
}
