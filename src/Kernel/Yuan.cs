using System.Globalization;

namespace Bihuan.Kernel;

/// <summary>Money in yuan (人民币元).</summary>
/// <param name="Amount">In yuan, not in 万元; below 0 for money owed.</param>
public readonly record struct Yuan(decimal Amount) : IComparable<Yuan>
{
    private const decimal Wan = 10_000m;
    private const decimal Yi = 100_000_000m;

    /// <summary>So many 万元.</summary>
    public static Yuan OfWan(decimal wan) => new(wan * Wan);

    /// <summary>So many 亿元.</summary>
    public static Yuan OfYi(decimal yi) => new(yi * Yi);

    /// <summary>Reads an amount with its unit: 1,200元, 100万元, 3.5亿元, 二十万元, 人民币5000元, ¥5000. A bare number is refused: it may be 万元.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="yuan">The amount.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, out Yuan yuan)
    {
        yuan = default;
        var trimmed = (text ?? "").Trim();
        var negative = trimmed.StartsWith('-') || trimmed.StartsWith('－');
        trimmed = negative ? trimmed[1..].TrimStart() : trimmed;
        if (trimmed.StartsWith("人民币", StringComparison.Ordinal))
        {
            trimmed = trimmed[3..].TrimStart();
        }

        if (trimmed.StartsWith('¥') || trimmed.StartsWith('￥'))
        {
            trimmed = trimmed.EndsWith('元') ? trimmed[1..] : trimmed[1..] + "元";
        }

        if (!Quantity.TryParse(trimmed, out var quantity) || quantity!.Unit.Unit.Dimension is not "money")
        {
            return false;
        }

        yuan = new Yuan(negative ? -quantity.Base : quantity.Base);
        return true;
    }

    /// <summary>Splits the amount into instalments by percentages. Every part but the last is cut to whole 分; the last takes what is
    /// left, so that the parts add up and none is less than nothing.</summary>
    /// <param name="percents">In order, such as 40, 40, 20; none below 0, together 100.</param>
    /// <exception cref="ArgumentException">They do not add up to 100, or one is below 0.</exception>
    public IReadOnlyList<Yuan> Split(params IReadOnlyList<decimal> percents)
    {
        ArgumentNullException.ThrowIfNull(percents);
        if (percents.Any(p => p < 0) || percents.Sum() != 100)
        {
            throw new ArgumentException("The percentages of the parts must add up to 100, and none may be below 0.", nameof(percents));
        }

        var parts = new Yuan[percents.Count];
        var left = Amount;
        for (var i = 0; i < parts.Length - 1; i++)
        {
            parts[i] = new Yuan(Math.Round(Amount * percents[i] / 100, 2, MidpointRounding.ToZero));
            left -= parts[i].Amount;
        }

        parts[^1] = new Yuan(left);
        return parts;
    }

    /// <inheritdoc/>
    public int CompareTo(Yuan other) => Amount.CompareTo(other.Amount);

    /// <summary>Both amounts together.</summary>
    public static Yuan operator +(Yuan left, Yuan right) => new(left.Amount + right.Amount);

    /// <summary>What is left of the left amount.</summary>
    public static Yuan operator -(Yuan left, Yuan right) => new(left.Amount - right.Amount);

    /// <summary>Whether the left one is less.</summary>
    public static bool operator <(Yuan left, Yuan right) => left.Amount < right.Amount;

    /// <summary>Whether the left one is more.</summary>
    public static bool operator >(Yuan left, Yuan right) => left.Amount > right.Amount;

    /// <summary>Whether the left one is not more.</summary>
    public static bool operator <=(Yuan left, Yuan right) => left.Amount <= right.Amount;

    /// <summary>Whether the left one is not less.</summary>
    public static bool operator >=(Yuan left, Yuan right) => left.Amount >= right.Amount;

    /// <summary>In the largest unit that keeps it short and loses nothing: 3.5亿元, 100万元, 1200.5元.</summary>
    public override string ToString()
    {
        var size = Math.Abs(Amount);
        var (value, unit) = size >= Yi && size % Wan == 0 ? (Amount / Yi, "亿元")
            : size >= Wan && size % 1 == 0 ? (Amount / Wan, "万元")
            : (Amount, "元");
        return value.ToString("0.############################", CultureInfo.InvariantCulture) + unit;
    }
}
