using System.Text.RegularExpressions;
using Bihuan.Kernel;
using Bihuan.Reading;
using Bihuan.Reading.Json;
using Xunit;

namespace Bihuan.Cli.Tests;

public sealed partial class WordsTests
{
    private static readonly Words Chinese = new(Language.Chinese);
    private static readonly Words English = new(Language.English);

    [Fact]
    public void EveryText_StandsInBothLanguages()
    {
        var texts = typeof(Words).GetProperties().Where(p => p.PropertyType == typeof(string)).ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, text => InBoth((string)text.GetValue(Chinese)!, (string)text.GetValue(English)!));
    }

    [Fact]
    public void EveryKindAndField_HasWordsInBothLanguages() => Assert.All(Kinds.All, kind =>
    {
        InBoth(Chinese.Kind(kind), English.Kind(kind));
        Assert.All(ReadingJson.Fields(Kinds.TypeOf(kind)), field => InBoth(Chinese.Field(kind, field.Name), English.Field(kind, field.Name)));
    });

    [Fact]
    public void HeadersOfAKind_AreNotTheSameTwice() => Assert.All(Kinds.All, kind =>
        Assert.All((Words[])[Chinese, English], words => Assert.Distinct(ReadingJson.Fields(Kinds.TypeOf(kind)).Select(f => words.Field(kind, f.Name)))));

    [Fact]
    public void EveryEnumerationOfTheReader_HasWordsInBothLanguages()
    {
        Type[] enumerations =
        [
            typeof(ContradictionKind), typeof(Severity), typeof(Comparator), typeof(IndicatorKind), typeof(Measure), typeof(ThresholdPurpose), typeof(AppointmentAction),
            typeof(FundingRule), typeof(CitationRole), typeof(RepairKind), typeof(RecurrenceUnit), typeof(TermUnit), typeof(DatePrecision), typeof(InputFormat),
        ];

        // Whatever enumeration a field has must be in the list.
        var used = Kinds.Types.SelectMany(ReadingJson.Fields).Select(f => Nullable.GetUnderlyingType(f.PropertyType) ?? f.PropertyType).Where(t => t.IsEnum);
        Assert.Subset(enumerations.ToHashSet(), used.ToHashSet());
        Assert.All(enumerations.SelectMany(e => Enum.GetValues(e).Cast<Enum>()), value => InBoth(Chinese.Enum(value), English.Enum(value)));
    }

    [Fact]
    public void SheetNames_AreAllowedByExcel() => Assert.All((Words[])[Chinese, English], words =>
    {
        string[] names = [words.LedgerSheet, words.Documents, words.Contradictions, .. Kinds.All.Select(words.Kind)];
        Assert.Distinct(names);
        Assert.All(names, name => Assert.True(name.Length <= 31 && name.IndexOfAny(['[', ']', ':', '*', '?', '/', '\\', '\'']) < 0, name));
    });

    public static TheoryData<Recurrence, string, string> Recurrences => new()
    {
        { new(RecurrenceUnit.Month, 25), "每月25日", "every month, day 25" },
        { new(RecurrenceUnit.Week, 5), "每周五", "every week, day 5 of the week" },
        { new(RecurrenceUnit.Week) { Interval = 2 }, "每2周", "every 2 weeks" },
        { new(RecurrenceUnit.Month) { Interval = 2 }, "每2个月", "every 2 months" },
        { new(RecurrenceUnit.Quarter) { AtEnd = true }, "每季度末", "every quarter, at its end" },
        { new(RecurrenceUnit.Quarter, 10) { MonthOfPeriod = 1 }, "每季度第1个月10日", "every quarter, month 1, day 10" },
        { new(RecurrenceUnit.Year, 25) { MonthOfPeriod = 12 }, "每年12月25日", "every year, month 12, day 25" },
        { new(RecurrenceUnit.Year) { MonthOfPeriod = 12, AtEnd = true }, "每年12月底", "every year, month 12, at its end" },
        { new(RecurrenceUnit.HalfYear), "每半年", "every half-year" },
    };

    [Theory, MemberData(nameof(Recurrences))]
    public void Recurrence_ReadsAsAnOfficerWritesIt(Recurrence recurrence, string chinese, string english)
    {
        Assert.Equal(chinese, Chinese.Recurrence(recurrence));
        Assert.Equal(english, English.Recurrence(recurrence));
    }

    [Theory]
    [InlineData(Comparator.Exactly, "项目：5个", "项目: 5 个")]
    [InlineData(Comparator.About, "项目：5个左右", "项目: about 5 个")]
    [InlineData(Comparator.AtLeast, "项目：5个以上", "项目: at least 5 个")]
    [InlineData(Comparator.MoreThan, "项目：超过5个", "项目: more than 5 个")]
    [InlineData(Comparator.AtMost, "项目：不超过5个", "项目: at most 5 个")]
    [InlineData(Comparator.LessThan, "项目：低于5个", "项目: less than 5 个")]
    [InlineData(Comparator.To, "项目：达到5个", "项目: reach 5 个")]
    [InlineData(Comparator.ToAtLeast, "项目：达到5个以上", "项目: reach at least 5 个")]
    public void Figure_SaysHowItIsMeant(Comparator comparator, string chinese, string english)
    {
        var quantity = new QuantityCommitment { Place = "", Range = default, Text = "", Subject = "项目", Comparator = comparator, Value = 5.0m, Unit = "个" };

        Assert.Equal(chinese, Chinese.Figure(quantity));
        Assert.Equal(english, English.Figure(quantity));
    }

    [Fact]
    public void Figure_SaysYearStartRangeAndStriving()
    {
        var quantity = new QuantityCommitment { Place = "", Range = default, Text = "", Subject = "占比", Comparator = Comparator.To, Value = 5, Upper = 6, From = 3, Year = 2025, Aspirational = true, Unit = "%" };

        Assert.Equal("占比：2025年力争由3%达到5—6%", Chinese.Figure(quantity));
    }

    [Fact]
    public void EnglishSummaryOfADocument_HasEnglishLabelsOnly_AndTheOtherWayRound()
    {
        using var run = new CommandLine();
        var file = run.Add("a.txt", CommandLine.Notice);
        var english = run.Run("read", file, "--lang", "en").Out;
        var chinese = run.Run("read", file).Out;

        // Words of the document itself may be Chinese; a line that has none of them must not be.
        Assert.All(english.Split('\n').Where(l => !l.Contains("望湖区", StringComparison.Ordinal)), line => Assert.DoesNotMatch(CommandLine.Chinese(), line));
        Assert.DoesNotMatch(Latin(), chinese.Replace("--format xlsx", "", StringComparison.Ordinal));
    }

    [Fact]
    public void ProblemsOfTheReader_HaveEnglishSentences() => Assert.All(
        (string[])[.. Enumerable.Range(1, 21).Select(i => $"INP-{i:000}"), "READ-020"],
        code => Assert.DoesNotMatch(CommandLine.Chinese(), English.Problem(new(code, "a.txt", "有误。"))));

    private static void InBoth(string chinese, string english)
    {
        Assert.NotEmpty(chinese);
        Assert.NotEmpty(english);
        Assert.DoesNotMatch(CommandLine.Chinese(), Quoted().Replace(english, ""));
        // A name that is the same everywhere (PDF, Markdown) may be Latin.
        Assert.True(chinese == english || CommandLine.Chinese().IsMatch(chinese) || !Latin().IsMatch(chinese), chinese);
        Assert.DoesNotMatch(Latin(), Allowed().Replace(chinese, ""));
    }

    [GeneratedRegex("[A-Za-z]{2,40}", RegexOptions.ExplicitCapture)]
    private static partial Regex Latin();

    /// <summary>Names of commands, options, formats and environment, which are the same in both languages.</summary>
    [GeneratedRegex("--[a-z-]{1,20}|bihuan|read|contradictions|explain|fire|PDF|Markdown|Word|BIHUAN_DEBUG", RegexOptions.ExplicitCapture)]
    private static partial Regex Allowed();

    /// <summary>An example of a clause, which is Chinese in any language.</summary>
    [GeneratedRegex("'[^']{1,60}'", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
