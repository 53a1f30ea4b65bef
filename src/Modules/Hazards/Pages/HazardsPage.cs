using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Microsoft.AspNetCore.Components;

namespace Bihuan.Hazards;

/// <summary>What the hazards' pages share.</summary>
public abstract class HazardsPage : ComponentBase
{
    /// <summary>The page's address.</summary>
    [Inject] public NavigationManager Nav { get; set; } = null!;

    /// <summary>The day shown.</summary>
    [Inject] public Moment Moment { get; set; } = null!;

    /// <summary>Why the page could not be shown or something was refused.</summary>
    protected IReadOnlyList<Problem> Problems { get; set; } = [];

    /// <summary>A day as it reads.</summary>
    protected static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—";

    /// <summary>The members of an enumeration, for a choice.</summary>
    protected static (string Value, string Text)[] Choices<T>(Words words)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(words);
        return [.. Enum.GetValues<T>().Select(v => (v.ToString(), words.Of(v)))];
    }

    /// <summary>A value of an enumeration from the address.</summary>
    protected static T? Parse<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>A day from the address.</summary>
    protected static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A unit chosen in a field.</summary>
    protected static UnitId? Unit(Guid? unit) => unit is { } id ? UnitId.From(id) : null;

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
