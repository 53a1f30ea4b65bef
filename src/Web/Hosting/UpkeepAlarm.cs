using Bihuan.Accounts;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Web;

/// <summary>Tells those who run the district that a checkpoint failed, once a day at most.</summary>
internal sealed class UpkeepAlarm(IServiceScopeFactory scopes) : IUpkeepAlarm
{
    public async Task Failed(DateTimeOffset at, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var day = DistrictDay.Of(at).ToString("yyyy-MM-dd");
        await scope.ServiceProvider.GetRequiredService<Notifier>().Tell(new($"platform.checkpoint:{day}", "notice.checkpointFailed", [day], "/help/operations") { Permission = AccountsPermissions.District }, cancel);
    }
}
