using System.Globalization;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>What the pages of matters share.</summary>
public abstract class MatterPageBase : LoadedPage
{
    /// <summary>A day of the address.</summary>
    protected static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>An id of the address.</summary>
    protected static Guid? IdOf(string? text) => Guid.TryParse(text, out var id) ? id : null;

    /// <summary>A member of an enumeration of the address.</summary>
    protected static T? MemberOf<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var member) && Enum.IsDefined(member) ? member : null;
}
