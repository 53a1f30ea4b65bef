using System.Text.Json;
using Bihuan.Cli.Output;
using Bihuan.Kernel;
using Bihuan.Reading;
using Bihuan.Reading.Json;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Cli.Tests;

public sealed class JsonReportTests : IDisposable
{
    private readonly CommandLine _run = new();

    public void Dispose() => _run.Dispose();

    /// <summary>BIHUAN_WRITE_SCHEMA=1 writes the file anew.</summary>
    [Fact]
    public void CheckedInSchema_IsWhatTheTypesGive()
    {
        var path = Path.Combine(Shared.Repository, "docs", "reading.schema.json");
        var made = JsonSchemaFile.Make();
        if (Environment.GetEnvironmentVariable("BIHUAN_WRITE_SCHEMA") is "1")
        {
            File.WriteAllText(path, made);
        }

        Assert.Equal(made, File.ReadAllText(path));
    }

    [Fact]
    public void EveryKindFieldAndRecord_IsDescribed()
    {
        using var schema = JsonDocument.Parse(JsonSchemaFile.Make());
        var definitions = schema.RootElement.GetProperty("$defs");

        Assert.All(Kinds.All, kind => Assert.Equal(kind, definitions.GetProperty(kind).GetProperty("properties").GetProperty("kind").GetProperty("const").GetString()));
        Assert.All(definitions.EnumerateObject(), d =>
        {
            Assert.NotEmpty(d.Value.GetProperty("description").GetString()!);
            if (d.Value.TryGetProperty("properties", out var properties))
            {
                Assert.All(properties.EnumerateObject(), p => Assert.True(p.Value.TryGetProperty("description", out var text) && text.GetString()!.Length > 0, $"{d.Name}.{p.Name} has no description."));
            }
        });
    }

    [Fact]
    public void Output_KeepsToTheSchema()
    {
        using var report = Read(_run.Add("a.txt", CommandLine.Notice), _run.Add("b.txt", CommandLine.Appointments));

        Assert.Empty(Errors(report));
    }

    [Fact]
    public void Output_OfTheGazette_KeepsToTheSchema_AndEveryRangeLiesInTheText()
    {
        var path = Shared.PathOf("gazette/beilun-2022-02-03.txt");
        using var report = Read(path);
        var text = File.ReadAllText(path);

        Assert.Empty(Errors(report));
        Assert.All(Commitments(report), c => Assert.InRange(c.GetProperty("end").GetInt32(), c.GetProperty("start").GetInt32(), text.Length));
    }

    [Fact]
    public void EveryKind_MadeWithAllItsFields_KeepsToTheSchema()
    {
        var deadline = new Deadline("每月25日前", new(2023, 6, 30), DatePrecision.Month, new(RecurrenceUnit.Month, 25) { MonthOfPeriod = 1 }, new(2.50m, TermUnit.WorkingDay, "公示之日")) { Start = new(2023, 1, 1), Doubt = "存疑" };
        var quantity = new QuantityCommitment { Place = "一", Range = new(0, 1), Text = "x", Subject = "项目", Comparator = Comparator.ToAtLeast, Value = 5.00m, Upper = 6m, Unit = "个", From = 1m, Year = 2023 };
        Commitment[] all =
        [
            new TaskCommitment { Place = "一", Range = new(0, 1), Text = "x", Body = "y", Deadline = deadline, Quantities = [quantity], Leaders = ["甲"] },
            quantity,
            new IndicatorCommitment { Place = "一", Range = new(0, 1), Text = "x", Name = "n", Unit = "%", IndicatorKind = IndicatorKind.Rate, Targets = new Dictionary<int, decimal?> { [2023] = 1.5m, [2024] = null }, Printed = new Dictionary<int, string> { [2023] = "1.5" }, Parts = [new("p", new Dictionary<int, decimal?> { [2023] = 1 })] },
            new GroupCommitment { Place = "一", Range = new(0, 1), Text = "x", Name = "n", Members = [new("组长", null, ["区长"])] },
            new MeetingCommitment { Place = "一", Range = new(0, 1), Text = "x", What = "例会", Per = RecurrenceUnit.Quarter },
            new FundingCommitment { Place = "一", Range = new(0, 1), Text = "x", Rule = FundingRule.Cap, Term = deadline.Term },
            new DecisionCommitment { Place = "一", Range = new(0, 1), Text = "x", Item = "i", Planned = deadline, Procedures = new Dictionary<string, bool?>(StringComparer.Ordinal) { ["听证"] = null, ["论证"] = false } },
        ];
        var schema = Schema();
        foreach (var commitment in all)
        {
            using var json = JsonDocument.Parse(JsonSerializer.Serialize(commitment, ReadingJson.Indented));
            Assert.Empty(SchemaCheck.Errors(json.RootElement, schema.GetProperty("$defs").GetProperty("commitment"), schema));
        }

        Assert.Contains("\"value\": 5,", JsonSerializer.Serialize(quantity, ReadingJson.Indented), StringComparison.Ordinal);
    }

    [Fact]
    public void TheCheckItself_FindsWhatIsWrong()
    {
        using var report = JsonDocument.Parse("""{"sources":[],"documents":[{"number":5}],"contradictions":[],"problems":[],"more":1}""");

        var errors = Errors(report);

        Assert.Contains(errors, e => e.Contains("more", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("title", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("/number", StringComparison.Ordinal));
    }

    [Fact]
    public void Offsets_SliceBackToThePrintedWords()
    {
        using var report = Read(_run.Add("a.txt", CommandLine.Notice));
        var text = CommandLine.Notice;

        Assert.NotEmpty(Commitments(report));
        Assert.All(Commitments(report), c =>
        {
            var printed = text[c.GetProperty("start").GetInt32()..c.GetProperty("end").GetInt32()];
            Assert.Contains(Bare(c.GetProperty("text").GetString()![..4]), Bare(printed), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Fields_ComeInOrder_CommonOnesFirst_AndChineseIsNotEscaped()
    {
        var json = _run.Run("read", _run.Add("a.txt", CommandLine.Notice), "--format", "json").Out;
        using var report = JsonDocument.Parse(json);

        var task = Commitments(report).First(c => c.GetProperty("kind").GetString() == "task");

        Assert.Equal(["kind", "place", "start", "end", "text", "confidence", "doubts"], task.EnumerateObject().Take(7).Select(p => p.Name));
        Assert.Equal("1", task.GetProperty("number").GetString());
        Assert.Equal("林知远", task.GetProperty("leaders")[0].GetString());
        Assert.Equal("区教育局", task.GetProperty("leadUnits")[0].GetString());
        Assert.Equal("2023-09-30", task.GetProperty("deadline").GetProperty("date").GetString());
        Assert.DoesNotContain("\\u", json, StringComparison.Ordinal);
        Assert.Equal(["sources", "documents", "contradictions", "problems"], report.RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void SeveralFiles_KnowTheirSource()
    {
        using var report = Read(_run.Add("a.txt", CommandLine.Notice), _run.Add("b.txt", CommandLine.Appointments));

        Assert.Equal(["a.txt", "b.txt"], report.RootElement.GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("name").GetString()));
        Assert.Equal([0, 1], report.RootElement.GetProperty("documents").EnumerateArray().Select(d => d.GetProperty("source").GetInt32()));
    }

    [Fact]
    public void Kinds_AreAllRecordsOfReading_EachWithItsReader()
    {
        var records = typeof(Commitment).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Commitment)));

        Assert.Equal(records.ToHashSet(), [.. Kinds.Types]);
        Assert.All(Kinds.Types, type => Assert.Equal(((Commitment)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type)).Kind, Kinds.NameOf(type)));
        Assert.All(Kinds.All, kind => Assert.NotNull(typeof(Commitment).Assembly.GetType($"Bihuan.Reading.Commitments.{Kinds.ReaderOf(kind)}")));
    }

    private JsonDocument Read(params string[] files) => JsonDocument.Parse(_run.Run(["read", .. files, "--format", "json"]).Out);

    private static IEnumerable<JsonElement> Commitments(JsonDocument report) =>
        report.RootElement.GetProperty("documents").EnumerateArray().SelectMany(d => d.GetProperty("commitments").EnumerateArray());

    private static JsonElement Schema()
    {
        using var schema = JsonDocument.Parse(JsonSchemaFile.Make());
        return schema.RootElement.Clone();
    }

    private static List<string> Errors(JsonDocument report) => SchemaCheck.Errors(report.RootElement, Schema(), Schema());

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
