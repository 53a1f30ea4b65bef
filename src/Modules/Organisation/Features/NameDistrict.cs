using Bihuan.Kernel;
using Bihuan.Platform;
using Bihuan.Reading.Units;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>Says whose register this is (登记本级政府).</summary>
internal static class NameDistrictFeature
{
    public static Result<Decision<None>> Decide(Government? district, NameDistrict request)
    {
        List<Problem> problems = [];
        var name = request.Name.Trim();
        if (request.Version != 0 && district?.Version != request.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Version)));
        }
        if (name.Length is < 2 or > 40)
        {
            problems.Add(Problem.Coded("ORG-008", nameof(request.Name)));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        var named = new GovernmentNamed(name, request.Level, Blank(request.City), Blank(request.Province));
        var same = district is not null && (district.Name, district.Level, district.City, district.Province) == (named.Name, named.Level, named.City, named.Province);
        return same ? new Decision<None>(default) : new Decision<None>(default, new Change(district ?? new Government(), named));
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    internal sealed class Handler(Register register) : IHandler<NameDistrict, None>
    {
        public async ValueTask<Result<None>> Handle(NameDistrict request, CancellationToken cancel) =>
            await register.Carry(Decide(await register.Db.Set<Government>().AsTracking().SingleOrDefaultAsync(cancel), request), cancel);
    }
}

/// <summary>Whose register this is.</summary>
internal static class ShowDistrict
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request : IQuery<Row>;

    public sealed record Row(int Version, string Name, UnitLevel Level, string? City, string? Province);

    internal sealed class Handler(Register register, IDistrictProfile profile) : IHandler<Request, Row>
    {
        public async ValueTask<Result<Row>> Handle(Request request, CancellationToken cancel) =>
            await register.Db.Set<Government>().AsNoTracking().Select(d => new Row(d.Version, d.Name, d.Level, d.City, d.Province)).SingleOrDefaultAsync(cancel)
                ?? new Row(0, (await profile.Get(cancel)).Name ?? "", UnitLevel.District, null, null);
    }
}
