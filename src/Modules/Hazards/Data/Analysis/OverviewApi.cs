using Bihuan.Platform;
using Microsoft.AspNetCore.Routing;

namespace Bihuan.Hazards;

/// <summary>Map, planner and analysis over the API.</summary>
internal static class OverviewApi
{
    public static void Map(IEndpointRouteBuilder hazards)
    {
        hazards.MapQuery("/marks", (HazardMarks.Request r) => r);
        hazards.MapQuery("/analysis", (AnalyseHazards.Request r) => r);
        hazards.MapQuery("/counted", (ListCounted.Request r) => r);
        hazards.MapQuery("/repeats", (ListRepeats.Request r) => r);
        hazards.MapQuery("/planner", (RankPremises.Request r) => r);
    }
}
