using System.Globalization;
using Bihuan.Platform;
using Microsoft.AspNetCore.Components;

namespace Bihuan.Organisation;

/// <summary>What the organisation's pages share: the day that something held on stands in the address and goes along with every link.</summary>
public abstract class OrganisationPage : LoadedPage
{
    /// <summary>The day in the address.</summary>
    [SupplyParameterFromQuery(Name = "day")] public string? DayText { get; set; }

    /// <summary>The day that the page asks about.</summary>
    protected DateOnly Day => DateOnly.TryParseExact(DayText, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Moment.Day;

    /// <summary>An address of the organisation with the day that was chosen.</summary>
    protected string To(string rest, Guid? id = null)
    {
        var address = id is { } of ? $"/organisation/{rest}/{of}" : $"/organisation/{rest}";
        return DayText is null ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}day={DayText}";
    }

    /// <summary>Days of a period as they read in a table.</summary>
    protected static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—";
}
