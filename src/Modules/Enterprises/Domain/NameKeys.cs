using System.Text;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Reading.Units;

namespace Bihuan.Enterprises;

/// <summary>Names of places that stand before names and addresses and tell nothing apart within one district.</summary>
/// <param name="Government">The district, its city and province, as far as known.</param>
/// <param name="Streets">The streets.</param>
internal sealed record PlaceNames(IReadOnlyList<string> Government, IReadOnlyList<string> Streets)
{
    /// <summary>No district is known.</summary>
    public static PlaceNames None { get; } = new([], []);

    /// <summary>Those of a district on a day.</summary>
    public static PlaceNames Of(Government government, IEnumerable<UnitOnDay> units) => new(
        [.. Forms(government.Province).Concat(Forms(government.City)).Concat(Forms(government.Name)).OrderByDescending(n => n.Length)],
        [.. units.Where(u => u.Kind == UnitKind.Street).SelectMany(u => Forms(u.Name)).OrderByDescending(n => n.Length)]);

    /// <summary>With the word for what it is, and without.</summary>
    private static IEnumerable<string> Forms(string? name)
    {
        if (name?.Trim() is not { Length: > 1 } full)
        {
            yield break;
        }

        yield return full;
        foreach (var end in (string[])["街道", "自治县", "省", "市", "区", "县", "镇", "乡"])
        {
            if (full.Length > end.Length + 1 && full.EndsWith(end, StringComparison.Ordinal))
            {
                yield return full[..^end.Length];
                yield break;
            }
        }
    }
}

/// <summary>Names and addresses as they are compared for duplicates: one width, small letters, no punctuation, no place names in front, no legal form behind.</summary>
internal static class NameKeys
{
    /// <summary>A key is no longer than this; it is cut, which can only find more.</summary>
    public const int Longest = 120;

    private static readonly string[] Forms = ["股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "分公司", "总公司", "公司", "集团", "个体工商户", "有限合伙"];

    /// <summary>The key of a name; empty where nothing is left.</summary>
    public static string OfName(string name, PlaceNames places)
    {
        var text = Squeezed(name);
        var bare = WithoutPlaces(text, [.. places.Government, .. places.Streets]);
        foreach (var form in Forms)
        {
            if (bare.Length > form.Length + 1 && bare.EndsWith(form, StringComparison.Ordinal))
            {
                bare = bare[..^form.Length];
                break;
            }
        }

        // The place may stand in brackets in the middle or at the end: 某某（某市）有限公司.
        foreach (var place in places.Government)
        {
            var at = bare.IndexOf(place, StringComparison.Ordinal);
            if (at > 1 && bare.Length - place.Length >= 2 && (name.Contains($"（{place}", StringComparison.Ordinal) || name.Contains($"({place}", StringComparison.Ordinal)))
            {
                bare = bare.Remove(at, place.Length);
            }
        }

        return Cut(bare.Length >= 2 ? bare : text);
    }

    /// <summary>A name as it is compared whole: one width, small letters, without blanks and punctuation.</summary>
    public static string Whole(string name) => Squeezed(name);

    /// <summary>The key of an address; <see langword="null"/> where it is too short to tell a place.</summary>
    public static string? OfAddress(string address, PlaceNames places)
    {
        var bare = WithoutPlaces(Squeezed(address), [.. places.Government, .. places.Streets]);

        // Without any number it names a road or a village, which many share.
        return bare.Length >= 4 && bare.Any(char.IsAsciiDigit) ? Cut(bare) : null;
    }

    /// <summary>How alike two keys are, 0 to 1: the share of pairs of characters that both have (Dice).</summary>
    public static double Alike(string a, string b)
    {
        if (a == b)
        {
            return 1;
        }
        if (a.Length < 2 || b.Length < 2)
        {
            return 0;
        }

        var left = Pairs(a);
        var right = Pairs(b);
        return 2.0 * left.Count(right.Contains) / (left.Count + right.Count);

        static HashSet<string> Pairs(string text) => [.. Enumerable.Range(0, text.Length - 1).Select(i => text.Substring(i, 2))];
    }

    private static string Squeezed(string text)
    {
        var squeezed = new StringBuilder(text.Length);
        foreach (var c in FoldedText.Of(text).Value)
        {
            if (c != ' ')
            {
                squeezed.Append(c);
            }
        }

        return squeezed.ToString();
    }

    private static string WithoutPlaces(string text, IReadOnlyList<string> places)
    {
        for (var again = true; again;)
        {
            again = false;
            foreach (var place in places)
            {
                // A road that is called after the place keeps its name.
                if (text.Length > place.Length + 1 && text.StartsWith(place, StringComparison.Ordinal) && !"路街道巷弄大".Contains(text[place.Length], StringComparison.Ordinal))
                {
                    text = text[place.Length..];
                    again = true;
                    break;
                }
            }
        }

        return text;
    }

    private static string Cut(string text) => text.Length > Longest ? text[..Longest] : text;
}
