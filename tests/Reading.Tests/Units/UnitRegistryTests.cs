using System.Text;
using Bihuan.Kernel;
using Bihuan.Reading.Units;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Units;

/// <summary>Names to units: certain or listed, never guessed.</summary>
public sealed class UnitRegistryTests
{
    private const string Invented =
        """
        {"government":{"name":"青岚区","level":"District","city":"云溪市","province":"澄江省"},"units":[
          {"name":"青岚区综合行政执法局","kind":"Department","level":"District","aliases":[]},
          {"name":"青岚区发展和改革局","kind":"Department","level":"District","aliases":[{"name":"区发改局","document":"青政办〔2031〕4号","place":"三（一）2"},"发展和改革委员会"],"shortForms":["发改"]},
          {"name":"自然资源和规划分局","kind":"VerticalBureau","level":"District","aliases":["资规分局"],"shortForms":["自规"],"uncertainAliases":["林业部门"]},
          {"name":"青岚区商务局","kind":"Department","level":"District","aliases":["商务局"]},
          {"name":"云溪市商务局","kind":"Department","level":"City","aliases":["市商务局"]},
          {"name":"云溪市公安局青岚分局","kind":"Department","level":"District","aliases":["公安分局"]},
          {"name":"市场监督管理局","kind":"Department","level":"District","aliases":[]},
          {"name":"数字经济发展局","kind":"Department","level":"Zone","aliases":[]},
          {"name":"金融创新发展局","kind":"Department","level":"Zone","aliases":[]},
          {"name":"地方金融监管局","kind":"Department","level":"District","aliases":[]},
          {"name":"白鹭经济发展中心","kind":"Zone","level":"Zone","aliases":[]},
          {"name":"白鹭安全生产管理服务中心","kind":"Zone","level":"Zone","aliases":[]},
          {"name":"区消防救援大队","kind":"VerticalBureau","level":"District","aliases":[]},
          {"name":"松溪街道","kind":"Street","level":"Street","aliases":[],"shortForms":["松溪"]},
          {"name":"松溪园区","kind":"Zone","level":"Zone","aliases":[],"shortForms":["松溪"]},
          {"name":"科学技术局","kind":"Department","level":"District","aliases":["科技局"]}
        ]}
        """;

    private static UnitRegistry Load(string json) =>
        UnitRegistry.Load(new MemoryStream(Encoding.UTF8.GetBytes(json))) is Result<UnitRegistry>.Done(var registry) ? registry : throw new InvalidOperationException("refused");

    [Theory]
    [InlineData("青岚区商务局", ResolutionOutcome.Exact, "青岚区商务局")]
    [InlineData("区商务局", ResolutionOutcome.Rule, "青岚区商务局")]
    [InlineData("商务局", ResolutionOutcome.Exact, "青岚区商务局")]
    [InlineData("云溪市青岚区商务局", ResolutionOutcome.Rule, "青岚区商务局")]
    [InlineData("市商务局", ResolutionOutcome.Alias, "云溪市商务局")]
    [InlineData("云溪市商务局", ResolutionOutcome.Exact, "云溪市商务局")]
    [InlineData("区发改局", ResolutionOutcome.Alias, "青岚区发展和改革局")]
    [InlineData("发展和改革委员会", ResolutionOutcome.Alias, "青岚区发展和改革局")]
    [InlineData("区发展和改革委员会", ResolutionOutcome.Rule, "青岚区发展和改革局")]
    [InlineData("自规", ResolutionOutcome.Alias, "自然资源和规划分局")]
    [InlineData("资规 分局", ResolutionOutcome.Alias, "自然资源和规划分局")]
    [InlineData("区综合执法局", ResolutionOutcome.Rule, "青岚区综合行政执法局")]
    [InlineData("区执法局", ResolutionOutcome.Rule, "青岚区综合行政执法局")]
    [InlineData("消防大队", ResolutionOutcome.Rule, "区消防救援大队")]
    [InlineData("市场监督管理局", ResolutionOutcome.Exact, "市场监督管理局")]
    [InlineData("松溪街道办事处", ResolutionOutcome.Rule, "松溪街道")]
    [InlineData("科技局<科协>", ResolutionOutcome.Rule, "科学技术局")]
    [InlineData("公安分局", ResolutionOutcome.Alias, "云溪市公安局青岚分局")]
    public void A_name_resolves_where_nothing_is_left_to_choose(string printed, ResolutionOutcome outcome, string unit)
    {
        var match = Load(Invented).Resolve(printed);
        Assert.Equal((outcome, unit), (match.Outcome, match.Unit?.Name));
    }

    [Theory]
    [InlineData("松溪", ResolutionOutcome.Uncertain, "松溪街道、松溪园区")]
    [InlineData("发展局", ResolutionOutcome.Uncertain, "青岚区发展和改革局、数字经济发展局、金融创新发展局")]
    [InlineData("经济发展局", ResolutionOutcome.Uncertain, "数字经济发展局")]
    [InlineData("林业部门", ResolutionOutcome.Uncertain, "自然资源和规划分局")]
    [InlineData("有关部门", ResolutionOutcome.Collective, "")]
    [InlineData("各街道", ResolutionOutcome.Collective, "")]
    [InlineData("省商务厅", ResolutionOutcome.Unknown, "")]
    [InlineData("市综合行政执法局", ResolutionOutcome.Unknown, "")]
    [InlineData("气象局", ResolutionOutcome.Unknown, "")]
    [InlineData("", ResolutionOutcome.Unknown, "")]
    public void What_is_not_certain_is_listed_and_not_guessed(string printed, ResolutionOutcome outcome, string candidates)
    {
        var match = Load(Invented).Resolve(printed);
        Assert.Null(match.Unit);
        Assert.Equal((outcome, candidates), (match.Outcome, string.Join('、', match.Candidates.Select(c => c.Name))));
    }

    [Fact]
    public void A_bare_name_in_a_city_document_is_the_citys()
    {
        var registry = Load(Invented);
        Assert.Equal("云溪市商务局", registry.Resolve("商务局", UnitLevel.City).Unit?.Name);
        Assert.Null(registry.Resolve("综合行政执法局", UnitLevel.City).Unit);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"government":{},"units":[]}""")]
    [InlineData("""{"government":{"name":"甲区"},"units":[{}]}""")]
    public void A_broken_registry_is_refused(string json) =>
        Assert.IsType<Result<UnitRegistry>.Refused>(UnitRegistry.Load(new MemoryStream(Encoding.UTF8.GetBytes(json))));

    private static UnitRegistry Sample()
    {
        using var stream = File.OpenRead(Path.Combine(Shared.Repository, "data/samples/beilun-2022/units.json"));
        return UnitRegistry.Load(stream) is Result<UnitRegistry>.Done(var registry) ? registry : throw new InvalidOperationException("refused");
    }

    [Fact]
    public void The_sample_holds_the_facts()
    {
        var facts = Shared.Facts("organization.json").GetProperty("units").EnumerateArray().ToList();
        var registry = Sample();
        Assert.Equal(facts.Select(f => f.GetProperty("name").GetString()), registry.Units.Select(u => u.Name));
        foreach (var fact in facts)
        {
            foreach (var alias in fact.GetProperty("aliases").EnumerateArray())
            {
                var match = registry.Resolve(alias.GetString()!, registry.Units.First(u => u.Name == fact.GetProperty("name").GetString()).Level);
                Assert.True(match.Unit?.Name == fact.GetProperty("name").GetString() || match.Unit is null, $"{alias} went to {match.Unit?.Name}, not {fact.GetProperty("name")}");
            }
        }
    }

    [Fact]
    public void Units_of_the_gazette_resolve_and_different_ones_never_merge()
    {
        var resolutions = UnitResolver.Resolve(GazetteReading.Result, Sample());
        foreach (var open in resolutions.Where(r => r.Match.Unit is null))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{open.Match.Outcome} {open.Printed} ({open.Places.Count}) {open.Match.Reason} {string.Join('、', open.Match.Candidates.Select(c => c.Name))}");
        }

        var single = resolutions.Where(r => r.Match.Outcome != ResolutionOutcome.Collective).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{single.Count(r => r.Match.Unit is not null)} of {single.Count} names resolved, {resolutions.Count - single.Count} collective");
        Assert.True(single.Count(r => r.Match.Unit is not null) >= single.Count * 0.95);
        Assert.All(single, r => Assert.False(r.Match.Unit is null && r.Match.Reason.Length == 0));

        // The notes on the 136 tasks list pairs that are alike and yet two bodies.
        var units = resolutions.Where(r => r.Match.Unit is not null).GroupBy(r => r.Printed, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Match.Unit!.Name, StringComparer.Ordinal);
        var notes = File.ReadAllLines(Shared.PathOf("facts/tasks.notes.md")).First(l => l.Contains("Alike but different", StringComparison.Ordinal));
        var pairs = notes[(notes.LastIndexOf("**", StringComparison.Ordinal) + 2)..].TrimStart(':', ' ').TrimEnd('.').Split(';').Select(p => p.Split('(')[0].Split('/', StringSplitOptions.TrimEntries)).ToList();
        Assert.True(pairs.Count >= 4);
        Assert.All(pairs, p => Assert.NotEqual(units[p[0].Trim()], units[p[1].Trim()]));
    }
}
