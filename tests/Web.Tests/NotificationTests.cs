using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Web.Tests;

/// <summary>People are told what is theirs, once, until they have seen it.</summary>
public class NotificationTests
{
    private static readonly Guid Me = Guid.Parse("0190a0b0-c0d0-7000-8000-000000000001");
    private static readonly Guid Other = Guid.Parse("0190a0b0-c0d0-7000-8000-000000000002");
    private static readonly Guid MyUnit = Guid.Parse("0190a0b0-c0d0-7000-8000-00000000000a");
    private static readonly Guid OtherUnit = Guid.Parse("0190a0b0-c0d0-7000-8000-00000000000b");

    [Theory, BothDatabases]
    public async Task EverybodyIsTold_WhatIsTheirs(DatabaseKind kind)
    {
        await using var district = await Open(kind);
        await Tell(district, new Notice("1", "shell.notices", [], "/a") { Account = Me });
        await Tell(district, new Notice("2", "shell.notices", [], "/b") { Account = Other });
        await Tell(district, new Notice("3", "shell.notices", [], "/c") { Permission = "x.may" });
        await Tell(district, new Notice("4", "shell.notices", [], "/d") { Permission = "x.may-not" });
        await Tell(district, new Notice("5", "shell.notices", [], "/e") { Permission = "x.may", Unit = MyUnit });
        await Tell(district, new Notice("6", "shell.notices", [], "/f") { Permission = "x.may", Unit = OtherUnit });

        var answer = await district.Done(new ListNotices.Request(), By(Me));
        Assert.Equal(["/e", "/c", "/a"], answer.Rows.Select(r => r.Link));
        Assert.Equal(3, answer.Unseen);
    }

    [Theory, BothDatabases]
    public async Task TheSameThing_IsToldOnce(DatabaseKind kind)
    {
        await using var district = await Open(kind);
        await Tell(district, new Notice("1", "shell.notices", [], "/a") { Account = Me });
        await Tell(district, new Notice("1", "shell.notices", [], "/a") { Account = Me });
        Assert.Single((await district.Done(new ListNotices.Request(), By(Me))).Rows);
    }

    [Theory, BothDatabases]
    public async Task WhatWasSeen_IsNoLongerNew_AndWhatComesAfterIs(DatabaseKind kind)
    {
        await using var district = await Open(kind);
        await Tell(district, new Notice("1", "shell.notices", [], "/a") { Account = Me });
        var first = (await district.Done(new ListNotices.Request(), By(Me))).Rows[0];
        await district.Done(new SeeNotices.Request(first.Created), By(Me));
        Assert.Equal(0, (await district.Done(new ListNotices.Request(), By(Me))).Unseen);

        district.Clock.Advance(TimeSpan.FromSeconds(1));
        await Tell(district, new Notice("2", "shell.notices", [], "/b") { Account = Me });
        Assert.Equal(1, (await district.Done(new ListNotices.Request(), By(Me))).Unseen);
    }

    [Theory, BothDatabases]
    public async Task AYearLater_ItIsForgotten(DatabaseKind kind)
    {
        await using var district = await Open(kind);
        await Tell(district, new Notice("1", "shell.notices", [], "/a") { Account = Me });
        district.Clock.Advance(TimeSpan.FromDays(366));
        await Tell(district, new Notice("2", "shell.notices", [], "/b") { Account = Me });
        Assert.Equal(["/b"], (await district.Done(new ListNotices.Request(), By(Me))).Rows.Select(r => r.Link));
    }

    private static Task<District> Open(DatabaseKind kind) => District.Open(kind, s => s.AddScoped<IRights, SomeRights>());

    private static Action<Caller> By(Guid account) => caller => (caller.IsProgram, caller.Acting) = (false, new(account));

    private static async Task Tell(District district, Notice notice)
    {
        await using var scope = district.Scope();
        await scope.ServiceProvider.GetRequiredService<Notifier>().Tell(notice, TestContext.Current.CancellationToken);
        district.Clock.Advance(TimeSpan.FromMilliseconds(1));
    }

    private sealed class SomeRights : IRights
    {
        public ValueTask<bool> IsLoggedIn(CancellationToken cancel) => ValueTask.FromResult(true);

        public ValueTask<bool> May(string permission, CancellationToken cancel) => ValueTask.FromResult(permission == "x.may");

        public ValueTask<bool> May(string permission, Guid? unit, CancellationToken cancel) => ValueTask.FromResult(permission == "x.may" && unit == MyUnit);

        public ValueTask<IReadOnlySet<Guid>?> Reach(string permission, CancellationToken cancel) => throw new NotSupportedException();
    }
}
