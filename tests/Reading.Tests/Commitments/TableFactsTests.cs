using System.Text.Json;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

/// <summary>What the table readers and the list reader get out of the real gazette, against the checked facts.</summary>
public class TableFactsTests(ITestOutputHelper output)
{
    private static readonly Lazy<ReadResult> Gazette = new(() => Reader.Read(new SourceText(Shared.GazetteText())));

    private static List<T> Of<T>(string document)
        where T : Commitment =>
        [.. Gazette.Value.Documents.Where(d => d.Number == document).SelectMany(d => d.Commitments).OfType<T>()];

    private static string Form(string text) => text.Replace("(", "（", StringComparison.Ordinal).Replace(")", "）", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace(',', '，');

    private static List<string> Strings(JsonElement list) => [.. list.EnumerateArray().Select(e => Form(e.GetString()!))];

    private static DateOnly EndOfMonth(string month) => DateOnly.Parse(month + "-01").AddMonths(1).AddDays(-1);

    [Fact]
    public void EveryCellOfBothIndicatorTables_IsTheFacts()
    {
        var facts = Shared.Facts("indicators.json");
        var found = Of<IndicatorCommitment>(facts.GetProperty("document").GetString()!);
        var cells = 0;
        List<string> wrong = [];
        foreach (var fact in facts.GetProperty("indicators").EnumerateArray())
        {
            var id = fact.GetProperty("id").GetString()!;
            var place = $"{fact.GetProperty("table").GetString()} 第{int.Parse(id[3..])}行";
            var read = found.Find(f => f.Place == place);
            void Check(string what, object? expected, object? actual)
            {
                cells++;
                if (!Equals(expected, actual))
                {
                    wrong.Add($"{id} {what}: {expected} / {actual}");
                }
            }

            // The extraction printed 和 as "and" once; the facts restore it, the reader keeps what is printed.
            Check("name", Form(fact.GetProperty("name").GetString()!), read?.Name.Replace("and", "和", StringComparison.Ordinal));
            Check("group", fact.GetProperty("group").GetString(), read?.Group);
            Check("unit", fact.GetProperty("unit").GetString(), read?.Unit);
            Check("kind", fact.GetProperty("kind").GetString(), read?.IndicatorKind.ToString().ToLowerInvariant());
            Check("lead units", string.Join('|', Strings(fact.GetProperty("leadUnits"))), string.Join('|', read?.LeadUnits ?? []));
            if (place.StartsWith("附件1", StringComparison.Ordinal))
            {
                var baseline = fact.GetProperty("baseline2020");
                Check("baseline", baseline.ValueKind == JsonValueKind.Null ? null : baseline.GetDecimal(), read?.Baseline);
                Check("baseline unit", fact.TryGetProperty("baselineUnit", out var unit) ? unit.GetString() : null, read?.BaselineUnit);
                Check("baseline year", 2020, read?.BaselineYear);
            }

            var several = fact.TryGetProperty("components", out var components);
            foreach (var target in fact.GetProperty("targets").EnumerateObject())
            {
                decimal? expected = target.Value.ValueKind == JsonValueKind.Number && !several ? target.Value.GetDecimal() : null;
                Check(target.Name, expected, read?.Targets.GetValueOrDefault(int.Parse(target.Name)));
            }

            Check("years", fact.GetProperty("targets").EnumerateObject().Count(), read?.Targets.Count);
            foreach (var printed in fact.GetProperty("printed").EnumerateObject())
            {
                Check($"printed {printed.Name}", Form(printed.Value.GetString()!), read?.Printed.GetValueOrDefault(int.Parse(printed.Name)));
            }

            Check("parts", several ? components.GetArrayLength() : 0, read?.Parts.Count);
            for (var p = 0; several && p < components.GetArrayLength(); p++)
            {
                Check($"part {p}", components[p].GetProperty("name").GetString(), read?.Parts.ElementAtOrDefault(p)?.Name);
                foreach (var target in components[p].GetProperty("targets").EnumerateObject())
                {
                    Check($"part {p} {target.Name}", target.Value.ValueKind == JsonValueKind.Number ? target.Value.GetDecimal() : null, read?.Parts.ElementAtOrDefault(p)?.Targets.GetValueOrDefault(int.Parse(target.Name)));
                }
            }
        }

        output.WriteLine($"indicators: {found.Count} read of {facts.GetProperty("indicators").GetArrayLength()}, {cells - wrong.Count} of {cells} values right");
        Assert.Empty(wrong);
        Assert.Equal(facts.GetProperty("indicators").GetArrayLength(), found.Count);
    }

    [Fact]
    public void EveryCellOfTheBreakdown_IsTheFacts()
    {
        var facts = Shared.Facts("highTechTargets.json");
        var found = Of<BreakdownCommitment>(facts.GetProperty("document").GetString()!);
        var expected = facts.GetProperty("rows").EnumerateArray().Append(facts.GetProperty("total"))
            .Select(r => $"{r.GetProperty("locality").GetString()} {string.Join(' ', r.GetProperty("targets").EnumerateObject().Select(t => $"{t.Name}={t.Value}"))}");

        Assert.Equal(expected, found.Select(f => $"{f.Locality} {string.Join(' ', f.Targets.Select(t => $"{t.Key}={t.Value}"))}"));
        Assert.Equal(facts.GetProperty("total").GetProperty("locality").GetString(), Assert.Single(found, f => f.Total).Locality);
        output.WriteLine($"breakdown: {found.Count} of {found.Count} rows exact");
    }

    [Fact]
    public void EveryHazard_IsTheFacts()
    {
        var facts = Shared.Facts("hazards.json");
        var found = Of<HazardCommitment>(facts.GetProperty("document").GetString()!);
        List<string> wrong = [];
        var points = 0;
        foreach (var fact in facts.GetProperty("hazards").EnumerateArray())
        {
            var read = found.Find(f => f.Number == fact.GetProperty("no").GetInt32());
            points += read?.Items.Count ?? 0;
            var expected = $"{Form(fact.GetProperty("name").GetString()!)} {Form(fact.GetProperty("address").GetString()!)} {fact.GetProperty("nature").GetString()} {string.Join('|', Strings(fact.GetProperty("supervising")))}"
                + $" {fact.GetProperty("deadline").GetString()} {fact.GetProperty("deadlinePrinted").GetString()} {fact.GetProperty("hazards").GetArrayLength()} {string.Join('|', Strings(fact.GetProperty("standards")).Order(StringComparer.Ordinal))}";
            var actual = read is null ? "" : $"{read.Name} {read.Address} {read.Nature} {string.Join('|', read.Supervising)} {read.Deadline?.Date:yyyy-MM-dd} {read.Deadline?.Printed} {read.Items.Count} {string.Join('|', read.Standards.Order(StringComparer.Ordinal))}";
            if (expected != actual)
            {
                wrong.Add($"{expected}\n{actual}");
            }
        }

        output.WriteLine($"hazards: {found.Count} of {facts.GetProperty("hazards").GetArrayLength()}, {points} of {facts.GetProperty("counts").GetProperty("hazardPoints")} points, {wrong.Count} differ");
        Assert.Empty(wrong);
        Assert.Equal(facts.GetProperty("hazards").GetArrayLength(), found.Count);
    }

    [Fact]
    public void EveryDecision_IsTheFacts()
    {
        var facts = Shared.Facts("decisions.json");
        var found = Of<DecisionCommitment>(facts.GetProperty("document").GetString()!);
        var expected = facts.GetProperty("decisions").EnumerateArray().Select(f =>
            $"{f.GetProperty("no")} {Form(f.GetProperty("item").GetString()!)} {f.GetProperty("unit").GetString()} {f.GetProperty("plannedPrinted").GetString()} {EndOfMonth(f.GetProperty("planned").GetString()!):yyyy-MM-dd} {string.Join(' ', f.GetProperty("procedures").EnumerateObject().Select(p => $"{p.Name}={p.Value}"))}");

        Assert.Equal(expected, found.Select(f => $"{f.Number} {f.Item} {f.Unit} {f.Planned?.Printed} {f.Planned?.Date:yyyy-MM-dd} {string.Join(' ', f.Procedures.Select(p => $"{p.Key}={p.Value}"))}"));
        Assert.Contains(facts.GetProperty("decisions")[0].GetProperty("basis")[0].GetString()!, found[0].Basis!, StringComparison.Ordinal);
        output.WriteLine($"decisions: {found.Count} exact");
    }

    [Fact]
    public void EveryFieldOfTheForm_IsTheFacts()
    {
        var facts = Shared.Facts("gasSafety.json");
        var found = Of<FormFieldCommitment>(facts.GetProperty("document").GetString()!);
        var expected = facts.GetProperty("form").GetProperty("fields").EnumerateArray()
            .Select(f => $"{f.GetProperty("no")} {f.GetProperty("section").GetString()} {f.GetProperty("field").GetString()} {f.GetProperty("unit").GetString()}");

        Assert.Equal(expected, found.Select(f => $"{f.Number} {f.Section} {f.Field} {f.Unit}"));
        Assert.All(found, f => Assert.EndsWith(f.Form, facts.GetProperty("form").GetProperty("attachment").GetString()!, StringComparison.Ordinal));
        output.WriteLine($"form fields: {found.Count} exact");
    }

    [Fact]
    public void EveryEnterpriseWithItsMembers_IsTheFacts()
    {
        var facts = Shared.Facts("enterprises.json").GetProperty("longteng");
        var found = Of<EnterpriseCommitment>(facts.GetProperty("document").GetString()!);
        var expected = facts.GetProperty("entries").EnumerateArray()
            .Select(e => $"{e.GetProperty("no")} {e.GetProperty("name").GetString()}: {string.Join('|', Strings(e.GetProperty("members")))}");

        Assert.Equal(expected, found.Select(f => $"{f.Number} {f.Name}: {string.Join('|', f.Members)}"));
        Assert.Equal(facts.GetProperty("counts").GetProperty("memberCompaniesInSeries").GetInt32(), found.Sum(f => f.Members.Count));
        output.WriteLine($"enterprises: {found.Count} exact, {found.Sum(f => f.Members.Count)} members");
    }

    /// <summary>Nothing of these kinds is read where the gazette has none.</summary>
    [Fact]
    public void NothingOfTheseKinds_IsReadElsewhere()
    {
        HashSet<(string, string)> expected = [("仑政发〔2022〕1号", "indicator"), ("仑科〔2022〕4号", "breakdown"), ("仑政办〔2022〕3号", "hazard"), ("仑政办〔2022〕10号", "decision"), ("仑安〔2022〕1号", "formField"), ("仑政办〔2022〕7号", "enterprise")];
        var found = Gazette.Value.Documents.SelectMany(d => d.Commitments.Select(c => (d.Name, c.Kind)))
            .Where(c => c.Kind is "indicator" or "breakdown" or "hazard" or "decision" or "formField" or "enterprise").ToHashSet();

        Assert.Equal(expected.Order(), found.Order());
    }

    [Fact]
    public void EveryRange_SlicesBackToWordsOfItsText()
    {
        var source = Gazette.Value.Source;
        foreach (var commitment in Gazette.Value.Documents.SelectMany(d => d.Commitments).Where(c => c is IndicatorCommitment or BreakdownCommitment or HazardCommitment or DecisionCommitment or FormFieldCommitment or EnterpriseCommitment))
        {
            var slice = source.Slice(commitment.Range).ToString();
            Assert.True(slice.Contains(commitment.Text.Split(" | ").Skip(1).FirstOrDefault(commitment.Text)[..2], StringComparison.Ordinal), $"{commitment.Place}: {slice}");
        }
    }
}
