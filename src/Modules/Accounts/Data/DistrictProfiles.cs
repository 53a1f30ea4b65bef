using Bihuan.Platform;

namespace Bihuan.Accounts;

/// <summary>Tells the shell what the district is called.</summary>
internal sealed class DistrictProfiles(SettingsReader settings) : IDistrictProfile
{
    public async ValueTask<DistrictProfile> Get(CancellationToken cancel) =>
        await settings.Get() is { } set ? new(set.District, set.IsSample) : DistrictProfile.None;
}
