using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bihuan.Reading.Commitments;
using Bihuan.Reading.Commitments.Quantities;
using Bihuan.Reading.Text;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

/// <summary>The scanner against the checked facts of one real gazette.</summary>
public sealed partial class QuantityFactsTests
{
    [Fact]
    public void Tasks_AreReadWithF1OfAtLeast97Percent()
    {
        var gazette = new StrippedText(Shared.GazetteText());
        var matched = 0;
        var exact = 0;
        var expectedCount = 0;
        var foundCount = 0;
        var log = new StringBuilder();
        foreach (var task in Shared.Facts("tasks.json").EnumerateArray())
        {
            var body = gazette.Find(task.GetProperty("textStart").GetString()!, task.GetProperty("textEnd").GetString()!);
            var found = QuantityScanner.Scan(body, "").Where(q => !q.Qualifier && q.Confidence >= Commitment.ReviewBelow).ToList();
            var expected = task.GetProperty("quantities").EnumerateArray().Where(q => !IsDoubtful(q)).ToList();
            expectedCount += expected.Count;
            foundCount += found.Count;
            foreach (var fact in expected)
            {
                var subject = fact.GetProperty("subject").GetString()!;
                var match = found.Find(q => SameFigure(q, fact) && SubjectsMatch(subject, q.Subject));
                if (match is null)
                {
                    log.Append(CultureInfo.InvariantCulture, $"{task.GetProperty("number")} missed: {fact}\n");
                    continue;
                }

                matched++;
                found.Remove(match);
                if (Normal(subject) == Normal(match.Subject))
                {
                    exact++;
                }
                else
                {
                    log.Append(CultureInfo.InvariantCulture, $"{task.GetProperty("number")} worded otherwise: {subject} | {match.Subject}\n");
                }
            }
            foreach (var extra in found)
            {
                log.Append(CultureInfo.InvariantCulture, $"{task.GetProperty("number")} not in the facts: {Show(extra)}\n");
            }
        }

        var f1 = 2.0 * matched / (expectedCount + foundCount);
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine($"Firm quantities of the tasks: {expectedCount} expected, {foundCount} found, {matched} matched, F1 {f1:P2}; subject word for word {exact} ({(double)exact / expectedCount:P1}).");
        output.WriteLine(log.ToString());

        Assert.True(f1 >= 0.97, $"F1 {f1:P2}");
        Assert.True(exact >= 0.85 * expectedCount, $"{exact} of {expectedCount} subjects word for word");
    }

    /// <summary>The figures that the plan's text prints, as the facts on its indicator tables repeat them.</summary>
    [Fact]
    public void IndicatorsNamedInTheText_AreReadThere()
    {
        var facts = Shared.Facts("indicators.json");
        var number = facts.GetProperty("document").ValueKind == JsonValueKind.String ? facts.GetProperty("document").GetString() : facts.GetProperty("document").GetProperty("number").GetString();
        var document = Assert.Single(Reader.Read(new SourceText(Shared.GazetteText())).Documents, d => d.Number == number);
        List<ICommitmentReader> readers = [new QuantityReader()];
        List<Commitment> commitments = [];
        readers.ForEach(r => r.Read(document, commitments));
        var found = commitments.ConvertAll(c => (QuantityCommitment)c);
        var missed = new List<string>();
        var count = 0;
        foreach (var target in facts.GetProperty("bodyOnlyTargets").EnumerateArray())
        {
            count++;
            var place = target.GetProperty("clause").GetString();
            var below = target.GetProperty("op").GetString() == "<";
            if (!found.Exists(q => q.Place == place && q.Value == target.GetProperty("value").GetDecimal() && SameUnit(target.GetProperty("unit").GetString()!, q.Unit)
                && IsAtLeast(q) == (target.GetProperty("op").GetString() == ">=") && (q.Comparator == Comparator.LessThan) == below && q.Qualifier == below))
            {
                missed.Add(target.ToString());
            }
        }
        foreach (var indicator in facts.GetProperty("indicators").EnumerateArray().Where(i => i.TryGetProperty("bodyText", out var text) && text.ValueKind == JsonValueKind.String))
        {
            var text = indicator.GetProperty("bodyText").GetString()!;
            var printed = BodyFigure().Match(text);
            if (!printed.Success)
            {
                continue;
            }

            count++;
            var value = decimal.Parse(printed.Groups["value"].Value, CultureInfo.InvariantCulture);
            var sign = printed.Groups["sign"].Value;
            var place = printed.Groups["place"].Value;
            if (!found.Exists(q => q.Value == value && (place.Length == 0 || q.Place == place) && SameUnit(indicator.GetProperty("unit").GetString()!, q.Unit) && !q.Qualifier
                && IsAtLeast(q) == (sign == "≥") && (q.Comparator == Comparator.MoreThan) == (sign == "突破")))
            {
                missed.Add($"{indicator.GetProperty("name")}: {text}");
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"Indicators in the plan's text: {count - missed.Count} of {count} read.\n{string.Join('\n', missed)}");
        Assert.True(count - missed.Count >= 0.97 * count, string.Join('\n', missed));
    }

    private static bool IsAtLeast(QuantityCommitment q) => q.Comparator is Comparator.AtLeast or Comparator.ToAtLeast;

    /// <summary>The tables write 万吨标煤 for 万吨标准煤, and per year or per mu where the text leaves it out.</summary>
    private static bool SameUnit(string table, string text) =>
        table.StartsWith(text.Replace("标准煤", "标煤", StringComparison.Ordinal), StringComparison.Ordinal);

    [GeneratedRegex(@"^(?:(?<place>[一二三四五（）]{1,6}\d?)：)?(?:[^\d≥突]{0,20})(?<sign>≥|突破)?(?<value>\d{1,6}(?:\.\d{1,3})?)", RegexOptions.ExplicitCapture)]
    private static partial Regex BodyFigure();

    internal static bool SameFigure(QuantityCommitment quantity, JsonElement fact) =>
        fact.GetProperty("comparator").GetString()!.Split('|').Contains(char.ToLowerInvariant(quantity.Comparator.ToString()[0]) + quantity.Comparator.ToString()[1..])
        && quantity.Value == fact.GetProperty("value").GetDecimal()
        && quantity.Unit == fact.GetProperty("unit").GetString();

    /// <summary>Equal, one within the other, or six characters of ten in common.</summary>
    internal static bool SubjectsMatch(string expected, string found)
    {
        var (a, b) = (Normal(expected), Normal(found));
        if (b.Length == 0)
        {
            return false;
        }
        if (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal))
        {
            return true;
        }

        var rest = b.ToList();
        var common = a.Count(rest.Remove);
        return common >= 0.6 * Math.Max(a.Length, b.Length);
    }

    internal static string Show(QuantityCommitment q) =>
        string.Create(CultureInfo.InvariantCulture, $"{q.Subject} | {q.Comparator} {q.Value}{(q.Upper is { } upper ? $"～{upper}" : "")} {q.Unit}{(q.From is { } from ? $" 由{from}" : "")}{(q.Year is { } year ? $" @{year}" : "")}{(q.Aspirational ? " 力争" : "")}{(q.Qualifier ? " 限定" : "")} {q.Confidence:0.##} 「{q.Text}」");

    private static bool IsDoubtful(JsonElement fact) => fact.TryGetProperty("doubtful", out var doubtful) && doubtful.GetBoolean();

    private static string Normal(string text) => text.Replace('(', '（').Replace(')', '）').Replace(',', '，').Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The gazette without white space, with the way back.</summary>
    private sealed class StrippedText
    {
        private readonly string _text;
        private readonly string _stripped;
        private readonly List<int> _offsets = [];

        public StrippedText(string text)
        {
            _text = text;
            var stripped = new StringBuilder(text.Length);
            for (var i = 0; i < text.Length; i++)
            {
                if (!char.IsWhiteSpace(text[i]))
                {
                    stripped.Append(text[i]);
                    _offsets.Add(i);
                }
            }

            _stripped = stripped.ToString();
        }

        public MappedText Find(string start, string end)
        {
            var from = _stripped.IndexOf(start, StringComparison.Ordinal);
            var to = _stripped.IndexOf(end, from, StringComparison.Ordinal) + end.Length;
            Assert.InRange(to, from + 1, from + 4000);
            return Normaliser.Normalise(_text, _offsets[from], _offsets[to - 1] + 1);
        }
    }
}
