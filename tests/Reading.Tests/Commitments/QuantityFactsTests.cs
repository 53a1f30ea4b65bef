using System.Globalization;
using System.Text;
using System.Text.Json;
using Bihuan.Reading.Commitments.Quantities;
using Bihuan.Reading.Text;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

/// <summary>The scanner against the checked facts of one real gazette.</summary>
public sealed class QuantityFactsTests
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

    internal static bool SameFigure(QuantityCommitment quantity, JsonElement fact) =>
        char.ToLowerInvariant(quantity.Comparator.ToString()[0]) + quantity.Comparator.ToString()[1..] == fact.GetProperty("comparator").GetString()
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
