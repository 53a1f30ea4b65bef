using Bihuan.Platform;

namespace Bihuan.Web;

/// <summary>The modules that this program is made of, in the order of their references.</summary>
public static class ProgramModules
{
    /// <summary>A fresh list.</summary>
    public static IReadOnlyList<IModule> All() => [new Platform.Module(), new Organisation.Module(), new Enterprises.Module(), new Accounts.Module(), new Documents.Module(), new Matters.Module(), new Messaging.Module(), new Hazards.Module()];
}
