using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.AspNetCore.Components;

namespace Bihuan.Organisation;

/// <summary>What the organisation's pages share: the day that something held on stands in the address and goes along with every link.</summary>
public abstract class OrganisationPage : ComponentBase
{
    /// <summary>The page's address.</summary>
    [Inject] public NavigationManager Nav { get; set; } = null!;

    /// <summary>The day shown where the address has none.</summary>
    [Inject] public Moment Moment { get; set; } = null!;

    /// <summary>The day in the address.</summary>
    [SupplyParameterFromQuery(Name = "day")] public string? DayText { get; set; }

    /// <summary>The day that the page asks about.</summary>
    protected DateOnly Day => DateOnly.TryParseExact(DayText, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Moment.Day;

    /// <summary>Why the page could not be shown or something was refused.</summary>
    protected IReadOnlyList<Problem> Problems { get; set; } = [];

    /// <summary>An address of the organisation with the day that was chosen.</summary>
    protected string To(string rest, Guid? id = null)
    {
        var address = id is { } of ? $"/organisation/{rest}/{of}" : $"/organisation/{rest}";
        return DayText is null ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}day={DayText}";
    }

    /// <summary>Days of a period as they read in a table.</summary>
    protected static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—";

    /// <summary>Loads what the page shows; again whenever its address changes.</summary>
    protected abstract Task Load();

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => Load();

    /// <summary>The value, or nothing with the problems to show.</summary>
    protected T? Take<T>(Result<T> result)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(result);
        var (value, problems) = result.Match<(T?, IReadOnlyList<Problem>)>(v => (v, []), p => (null, p));
        Problems = problems;
        return value;
    }
}
