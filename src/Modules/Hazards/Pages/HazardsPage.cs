using System.Globalization;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>What the hazards' pages share.</summary>
public abstract class HazardsPage : LoadedPage
{
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
}
