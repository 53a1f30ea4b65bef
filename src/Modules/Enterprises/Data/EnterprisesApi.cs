using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Bihuan.Enterprises;

/// <summary>The register's part of the API.</summary>
internal static class EnterprisesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var premises = api.MapGroup("/premises");
        premises.MapQuery("", (ListPremises.Request r) => r);
        premises.MapQuery("/{id}", (ShowPremises.Request r) => r);
        premises.MapQuery("/marks", (MarksIn.Request r) => r);
        premises.MapQuery("/geojson", (PremisesGeoJson.Request r) => r);
        premises.MapQuery("/duplicates", (ListDuplicates.Request r) => r);
        premises.MapCommand("", (RegisterPremises r) => r);
        premises.MapCommand("/correct", (CorrectPremises.Request r) => r);
        premises.MapCommand("/rename", (RenamePremises.Request r) => r);
        premises.MapCommand("/move", (MovePremises.Request r) => r);
        premises.MapCommand("/state", (SetPremisesState.Request r) => r);
        premises.MapCommand("/use", (UsePremises.Request r) => r);
        premises.MapCommand("/leave", (LeavePremises.Request r) => r);
        premises.MapCommand("/merge", (MergePremises.Request r) => r);
        premises.MapCommand("/apart", (TellPremisesApart.Request r) => r);
        var firms = api.MapGroup("/enterprises");
        firms.MapQuery("", (ListEnterprises.Request r) => r);
        firms.MapQuery("/{id}", (ShowEnterprise.Request r) => r);
        firms.MapCommand("", (RegisterEnterprise r) => r);
        firms.MapCommand("/correct", (CorrectEnterprise.Request r) => r);
        firms.MapCommand("/rename", (RenameEnterprise.Request r) => r);
        firms.MapCommand("/move", (MoveEnterprise.Request r) => r);
        firms.MapCommand("/state", (SetEnterpriseState.Request r) => r);
        firms.MapCommand("/absorb", (AbsorbEnterprise.Request r) => r);
        firms.MapCommand("/merge", (MergeEnterprises.Request r) => r);
        firms.MapCommand("/apart", (TellEnterprisesApart.Request r) => r);
        firms.MapQuery("/{enterprise}/accounts", (ListFirmAccounts.Request r) => r);
        firms.MapCommand("/link-account", (LinkFirmAccount r) => r);
        firms.MapCommand("/unlink-account", (UnlinkFirmAccount.Request r) => r);
    }
}
