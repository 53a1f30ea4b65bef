namespace Bihuan.Kernel;

/// <summary>Whole dates as Chinese documents print them (日期).</summary>
public static class ChineseDate
{
    /// <summary>Reads a date with year, month and day: 2022年2月18日, 二〇二二年二月十八日, 2022-2-18.</summary>
    /// <param name="text">The whole text; spaces between the parts are allowed.</param>
    /// <param name="date">The date.</param>
    /// <returns>Whether all of it is one date that exists.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        text = text.Trim();
        if (text.Length is 0 or > 40)
        {
            return false;
        }

        var found = new DeadlineScanner(text, reference: null, wholeText: false).Run();
        if (found is not [{ Role: DeadlineRole.Date, Deadline: { Precision: DatePrecision.Day, Date: { } day } } only] || only.Length != text.Length)
        {
            return false;
        }

        date = day;
        return true;
    }

    /// <summary>Prints 2022年2月18日, without leading zeros, as GB/T 9704-2012 asks.</summary>
    public static string Format(DateOnly date) => $"{date.Year}年{date.Month}月{date.Day}日";

    /// <summary>Prints 二〇二二年二月十八日.</summary>
    public static string FormatHan(DateOnly date) =>
        $"{ChineseNumeral.FormatDigits(date.Year)}年{ChineseNumeral.Format(date.Month)}月{ChineseNumeral.Format(date.Day)}日";
}
