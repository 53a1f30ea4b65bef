using System.Globalization;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The words of official documents: Chinese, whatever language the person who writes them reads.</summary>
/// <param name="words">The texts.</param>
public sealed class OfficialTexts(Words words)
{
    /// <summary>A text, filled in; its key where there is none.</summary>
    public string this[string key, params IReadOnlyList<object?> values] => words.All.TryGetValue(key, out var texts) ? string.Format(CultureInfo.InvariantCulture, texts[0], [.. values]) : key;

    /// <summary>A member of an enumeration.</summary>
    public string Of(Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return this[$"{value.GetType().Name}.{value}"];
    }

    /// <summary>A day as documents write it (7.3.5): without leading zeros.</summary>
    public string Day(DateOnly day) => this["official.day", day.Year, day.Month, day.Day];
}
