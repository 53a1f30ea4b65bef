using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Organisation.Tests;

/// <summary>Who keeps the organisation hears a month before a probation ends, once.</summary>
public class ProbationWatchTests
{
    [Theory, BothDatabases]
    public async Task AProbation_IsToldAMonthBefore_Once(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var unit = await district.Done(new CreateUnit("甲局"));
        var post = await district.Done(new CreatePost(unit, "副局长"));
        await district.Done(new Appoint(new PersonRef(null, "张一"), new PostRef(post), new DateOnly(2021, 5, 2), Source: null, ProbationYears: 1));

        // It ends on 2022-05-02; a month before is 2022-04-02.
        await Look(new DateOnly(2022, 4, 1));
        Assert.Empty(await Told());
        await Look(new DateOnly(2022, 4, 2));
        await Look(new DateOnly(2022, 4, 3));
        var notice = Assert.Single(await Told());
        Assert.Equal(["甲局", "副局长", "2022-05-02"], notice.Values);
        Assert.Equal((OrganisationPermissions.Edit, unit.Value), (notice.Permission, notice.Unit));

        async Task Look(DateOnly day)
        {
            await using var scope = district.Scope();
            await ProbationWatch.Look(scope.ServiceProvider, day, TestContext.Current.CancellationToken);
        }

        async Task<List<Notification>> Told()
        {
            await using var scope = district.Scope();
            return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Notification>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        }
    }

    [Theory, BothDatabases]
    public async Task WhoLeftThePostBefore_HasNoProbationToServe(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var unit = await district.Done(new CreateUnit("甲局"));
        var post = await district.Done(new CreatePost(unit, "副局长"));
        await district.Done(new Appoint(new PersonRef(null, "张一"), new PostRef(post), new DateOnly(2021, 5, 2), Source: null, ProbationYears: 1));
        await district.Done(new Remove(new PersonRef(null, "张一"), new PostRef(post), new DateOnly(2022, 3, 1), Source: null));
        await using var scope = district.Scope();
        await ProbationWatch.Look(scope.ServiceProvider, new DateOnly(2022, 4, 20), TestContext.Current.CancellationToken);
        Assert.False(await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Notification>().AnyAsync(TestContext.Current.CancellationToken));
    }
}
