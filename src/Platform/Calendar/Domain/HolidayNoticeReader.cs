using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bihuan.Kernel;

namespace Bihuan.Platform;

/// <summary>What was read in the text of a holiday notice.</summary>
/// <param name="Year">The year that the text names; <see langword="null"/> where it names none.</param>
/// <param name="Holidays">The holidays, in the order of the text.</param>
/// <param name="Problems">What in the text contradicts itself or could not be read.</param>
public sealed record ReadHolidayNotice(int? Year, IReadOnlyList<Holiday> Holidays, IReadOnlyList<Problem> Problems);

/// <summary>Reads the text of a yearly holiday notice (节假日安排): an entry begins with the holiday's name and a colon, says which days are off (放假)
/// and on which weekend days people work in exchange (上班). What the text says twice, weekdays and counts of days, is held against each other.</summary>
public static partial class HolidayNoticeReader
{
    /// <summary>A notice is a page; what is much longer is something else.</summary>
    public const int LongestText = 20_000;

    private static readonly string[] Weekdays = ["日", "一", "二", "三", "四", "五", "六"];

    /// <summary>Reads a text.</summary>
    /// <param name="text">The notice, or its entries alone.</param>
    /// <param name="year">The year, where the person says which; otherwise the one that the text's title names.</param>
    public static ReadHolidayNotice Read(string text, int? year = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            return new(year, [], [Problem.Coded("PLATFORM-010", "Text", LongestText.ToString(CultureInfo.InvariantCulture))]);
        }

        var plain = Plain(text);
        var named = TitleYear().Match(plain) is { Success: true } title ? int.Parse(title.Groups["year"].Value, CultureInfo.InvariantCulture) : (int?)null;
        if ((year ?? named) is not { } of)
        {
            return new(null, [], [Problem.Coded("PLATFORM-011", "Year")]);
        }

        List<Problem> problems = [];
        if (named is not null && named != of)
        {
            problems.Add(Problem.Coded("PLATFORM-012", "Year", of.ToString(CultureInfo.InvariantCulture), named.Value.ToString(CultureInfo.InvariantCulture)));
        }

        List<Holiday> holidays = [];
        var heads = Entry().Matches(plain);
        for (var i = 0; i < heads.Count; i++)
        {
            var body = plain[(heads[i].Index + heads[i].Length)..(i + 1 < heads.Count ? heads[i + 1].Index : plain.Length)];
            if (ReadEntry(heads[i].Groups["name"].Value, body, of, problems) is { } holiday)
            {
                holidays.Add(holiday);
            }
        }
        if (holidays.Count == 0 && problems.Count == 0)
        {
            problems.Add(Problem.Coded("PLATFORM-013", "Text"));
        }

        return new(of, holidays, problems);
    }

    private static Holiday? ReadEntry(string name, string body, int year, List<Problem> problems)
    {
        (DateOnly From, DateOnly To)? off = null;
        List<DateOnly> worked = [];
        foreach (var sentence in body.Split('。', '；', '\n'))
        {
            if (sentence.IndexOf("放假", StringComparison.Ordinal) is > 0 and var rest && off is null)
            {
                var days = DaysOf(name, sentence[..rest], year, problems);
                if (days.Count is 1 or 2)
                {
                    off = (days[0], days[^1]);
                    if (Count().Match(sentence) is { Success: true } count && int.Parse(count.Groups["count"].Value, CultureInfo.InvariantCulture) is var said && said != off.Value.To.DayNumber - off.Value.From.DayNumber + 1)
                    {
                        problems.Add(Problem.Coded("PLATFORM-014", "Text", name, said.ToString(CultureInfo.InvariantCulture), (off.Value.To.DayNumber - off.Value.From.DayNumber + 1).ToString(CultureInfo.InvariantCulture)));
                    }
                }
            }

            // A sentence may give both; what is worked stands between the days off and the word 上班.
            if (sentence.LastIndexOf("上班", StringComparison.Ordinal) is > 0 and var end)
            {
                var begin = sentence.IndexOf("放假", StringComparison.Ordinal);
                worked.AddRange(DaysOf(name, sentence[(begin >= 0 && begin < end ? begin : 0)..end], year, problems));
            }
        }
        if (off is not { } found)
        {
            // 各地 … 注意事项： and the like are entries of no holiday.
            if (name.EndsWith('节') || name.EndsWith('旦') || worked.Count > 0)
            {
                problems.Add(Problem.Coded("PLATFORM-015", "Text", name));
            }

            return null;
        }

        return new(name, found.From, found.To, worked);
    }

    /// <summary>The days that a piece of text names, in order. A day without month has that of the day before it. December in an entry that reaches into
    /// January, or that stands before it, is that of the year before.</summary>
    private static List<DateOnly> DaysOf(string name, string text, int year, List<Problem> problems)
    {
        var matches = Day().Matches(text);
        var reachesJanuary = matches.Any(m => m.Groups["month"].Value is "1");
        List<DateOnly> days = [];
        var month = 0;
        foreach (Match match in matches)
        {
            month = match.Groups["month"] is { Success: true } named ? int.Parse(named.Value, CultureInfo.InvariantCulture) : month;
            var day = int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture);
            var of = match.Groups["year"] is { Success: true } printed ? int.Parse(printed.Value, CultureInfo.InvariantCulture) : month == 12 && (reachesJanuary || name.Contains("元旦", StringComparison.Ordinal)) ? year - 1 : year;
            if (month is < 1 or > 12 || day < 1 || of is < 1949 or > 2200 || day > DateTime.DaysInMonth(of, month))
            {
                problems.Add(Problem.Coded("PLATFORM-016", "Text", name, match.Value));
                continue;
            }

            var date = new DateOnly(of, month, day);
            if (match.Groups["weekday"] is { Success: true } weekday && weekday.Value.Replace('天', '日') is var said && said != Weekdays[(int)date.DayOfWeek])
            {
                problems.Add(Problem.Coded("PLATFORM-017", "Text", name, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), said, Weekdays[(int)date.DayOfWeek]));
            }

            days.Add(date);
        }

        return days;
    }

    /// <summary>The text with digits, colons and brackets in one form and no blanks within lines.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (c)
            {
                case >= '０' and <= '９':
                    plain.Append((char)(c - '０' + '0'));
                    break;
                case ':':
                    plain.Append('：');
                    break;
                case '(':
                    plain.Append('（');
                    break;
                case ')':
                    plain.Append('）');
                    break;
                case '\n':
                    plain.Append('\n');
                    break;
                default:
                    if (!char.IsWhiteSpace(c))
                    {
                        plain.Append(c);
                    }

                    break;
            }
        }

        return plain.ToString();
    }

    [GeneratedRegex("(?<year>[0-9]{4})年(?:部分)?节假日", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TitleYear();

    [GeneratedRegex("(?:^|[。；\\n])(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.、．])?(?<name>[\\u4e00-\\u9fff、]{2,12})：", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Entry();

    [GeneratedRegex("(?:(?<year>[0-9]{4})年)?(?:(?<month>[0-9]{1,2})月)?(?<day>[0-9]{1,2})日(?:（[^（）]{0,8}?(?:星期|周)(?<weekday>[日天一二三四五六])[^（）]{0,8}）)?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Day();

    [GeneratedRegex("共(?<count>[0-9]{1,2})天", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Count();
}
