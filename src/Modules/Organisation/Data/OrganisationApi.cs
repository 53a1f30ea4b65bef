using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Bihuan.Organisation;

/// <summary>The organisation's part of the API. Lists go on by cursor; what has a version carries it as its ETag, and a change names it in If-Match.</summary>
internal static class OrganisationApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var organisation = api.MapGroup("/organisation");
        organisation.MapQuery("/units", (ListUnits.Request r) => r);
        organisation.MapCommand("/units", (CreateUnit r) => r);
        organisation.MapQuery("/units/{id}", (ShowUnit.Request r) => r);
        organisation.MapCommand("/units/correct", (CorrectUnit.Request r) => r);
        organisation.MapCommand("/units/rename", (RenameUnit r) => r);
        organisation.MapCommand("/units/move", (MoveUnit r) => r);
        organisation.MapCommand("/units/end", (EndUnit r) => r);
        organisation.MapQuery("/resolve", (ResolveName.Request r) => r);
        organisation.MapQuery("/heads", (AskHead.Request r) => r);
        organisation.MapQuery("/leaders", (AskLeader.Request r) => r);
        organisation.MapQuery("/probations", (AskProbations.Request r) => r);
        organisation.MapQuery("/posts", (ListPosts.Request r) => r);
        organisation.MapQuery("/holdings", (ListHoldings.Request r) => r);
        organisation.MapQuery("/portfolios", (ListPortfolios.Request r) => r);
        organisation.MapCommand("/posts", (CreatePost r) => r);
        organisation.MapCommand("/posts/change", (ChangePost.Request r) => r);
        organisation.MapCommand("/holdings/correct", (CorrectHolding.Request r) => r);
        organisation.MapQuery("/people", (ListPeople.Request r) => r);
        organisation.MapQuery("/people/{id}", (ShowPerson.Request r) => r);
        organisation.MapCommand("/people", (EnterPerson r) => r);
        organisation.MapCommand("/people/correct", (CorrectPerson.Request r) => r);
        organisation.MapCommand("/groups/change", (ChangeGroup.Request r) => r);
        organisation.MapCommand("/merges/units", (MergeUnits.Request r) => r);
        organisation.MapCommand("/merges/people", (MergePeople.Request r) => r);
        organisation.MapCommand("/merges/undo", (UndoMerge.Request r) => r);
        organisation.MapQuery("/groups", (ListGroups.Request r) => r);
        organisation.MapQuery("/groups/{id}", (ShowGroup.Request r) => r);
        organisation.MapQuery("/findings", (ShowFindings.Request r) => r);
        organisation.MapCommand("/aliases", (AddAlias r) => r);
        organisation.MapCommand("/aliases/remove", (RemoveAlias r) => r);
        organisation.MapCommand("/appointments", (Appoint r) => r);
        organisation.MapCommand("/appointments/undo", (UndoAppoint r) => r);
        organisation.MapCommand("/removals", (Remove r) => r);
        organisation.MapCommand("/removals/undo", (UndoRemove r) => r);
        organisation.MapCommand("/portfolios", (SetPortfolio r) => r);
        organisation.MapCommand("/portfolios/change", (ChangePortfolio.Request r) => r);
        organisation.MapCommand("/portfolios/undo", (UndoSetPortfolio r) => r);
        organisation.MapCommand("/groups", (SetUpGroup r) => r);
        organisation.MapCommand("/groups/undo", (UndoSetUpGroup r) => r);
    }
}
