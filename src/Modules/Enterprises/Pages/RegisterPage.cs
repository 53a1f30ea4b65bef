using System.Globalization;
using Bihuan.Platform;

namespace Bihuan.Enterprises;

/// <summary>What the register's pages share.</summary>
public abstract class RegisterPage : LoadedPage
{
    /// <summary>A day as it reads.</summary>
    protected static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—";

    /// <summary>What a kind of premises is called.</summary>
    protected static string KindName(string key) => PremisesKinds.Name(key, Words.IsEnglish);

    /// <summary>The members of an enumeration, for a filter.</summary>
    protected static (string Value, string Text)[] Choices<T>(Words words)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(words);
        return [.. Enum.GetValues<T>().Select(v => (v.ToString(), words.Of(v)))];
    }

    /// <summary>The kinds of premises, for a filter.</summary>
    protected static (string Value, string Text)[] KindChoices() => [.. PremisesKinds.All.Select(k => (k.Key, Words.IsEnglish ? k.En : k.Zh))];

    /// <summary>A value of an enumeration from the address.</summary>
    protected static T? Parse<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>A unit from the address.</summary>
    protected static Organisation.UnitId? Unit(string? text) => Organisation.UnitId.TryParse(text, out var id) ? id : null;
}
