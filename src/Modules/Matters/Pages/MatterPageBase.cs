using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.AspNetCore.Components;

namespace Bihuan.Matters;

/// <summary>What the pages of matters share.</summary>
public abstract class MatterPageBase : ComponentBase
{
    /// <summary>The page's address.</summary>
    [Inject] public NavigationManager Nav { get; set; } = null!;

    /// <summary>The day shown.</summary>
    [Inject] public Moment Moment { get; set; } = null!;

    /// <summary>Why the page could not be shown or something was refused.</summary>
    protected IReadOnlyList<Problem> Problems { get; set; } = [];

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

    /// <summary>A day of the address.</summary>
    protected static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>An id of the address.</summary>
    protected static Guid? IdOf(string? text) => Guid.TryParse(text, out var id) ? id : null;

    /// <summary>A member of an enumeration of the address.</summary>
    protected static T? MemberOf<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var member) && Enum.IsDefined(member) ? member : null;
}
