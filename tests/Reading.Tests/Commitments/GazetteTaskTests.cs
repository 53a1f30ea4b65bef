using System.Text.Json;
using System.Text.RegularExpressions;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

/// <summary>The tasks of the real gazette against the checked facts, exact in every field.</summary>
public sealed partial class GazetteTaskTests
{
    private static string[] Strings(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(e => e.GetString()!)] : [];

    private static List<TaskCommitment> Tasks(string number) => [.. GazetteReading.Document(number).Commitments.OfType<TaskCommitment>()];

    private static void Print(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    [Fact]
    public void All_136_tasks_of_the_work_report_are_read_exactly()
    {
        var facts = Shared.Facts("tasks.json").EnumerateArray().ToList();
        var tasks = Tasks("仑政办〔2022〕9号");
        var wrong = new List<string>();
        foreach (var fact in facts)
        {
            var number = fact.GetProperty("number").GetInt32().ToString();
            var same = tasks.Where(t => t.Number == number).ToList();
            if (same is not [var task])
            {
                wrong.Add($"{number}: read {same.Count} times");
                continue;
            }

            void Compare(string what, string? expected, string? actual)
            {
                if (Widened(GazetteReading.Bare(expected)) != Widened(GazetteReading.Bare(actual)))
                {
                    wrong.Add($"{number} {what}: expected {expected}, read {actual}");
                }
            }

            void CompareAll(string what, IEnumerable<string> expected, IEnumerable<string> actual) => Compare(what, string.Join('、', expected), string.Join('、', actual));

            Compare("chapter", fact.GetProperty("chapter").GetString(), task.Chapter);
            Compare("section", fact.GetProperty("section").GetString(), task.Section);
            var body = GazetteReading.Bare(GazetteReading.Result.Source.Slice(task.Range).ToString());
            var mended = GazetteReading.Bare(task.Body);
            if (!Widened(mended).StartsWith(Widened(fact.GetProperty("textStart").GetString()!), StringComparison.Ordinal))
            {
                wrong.Add($"{number} start: {mended[..Math.Min(20, mended.Length)]}");
            }
            if (!Widened(mended).EndsWith(Widened(fact.GetProperty("textEnd").GetString()!), StringComparison.Ordinal))
            {
                wrong.Add($"{number} end: {mended[^Math.Min(20, mended.Length)..]}");
            }
            if (!body.StartsWith(fact.GetProperty("textStart").GetString()!, StringComparison.Ordinal))
            {
                wrong.Add($"{number} range");
            }

            CompareAll("leaders", Strings(fact, "leaders"), task.Leaders);
            CompareAll("units", Strings(fact, "units"), task.Units);
            CompareAll("streets", Strings(fact, "streets"), task.Streets);
            CompareAll("leads", [], task.LeadUnits);
            Compare("open", fact.GetProperty("unitsOpenEnded").GetBoolean().ToString(), task.OpenEnded.ToString());
            Compare("deadline", null, task.Deadline?.Printed);
        }

        wrong.ForEach(Print);
        Print($"tasks: {tasks.Count} read, {facts.Count} in the facts, {wrong.Count} fields differ");
        Assert.Empty(wrong);
        Assert.Equal(facts.Count, tasks.Count);
    }

    [Fact]
    public void The_16_tasks_of_the_industry_plan_are_read_exactly()
    {
        var indicators = Shared.Facts("indicators.json");
        var facts = indicators.GetProperty("tasks").EnumerateArray().ToList();
        var tasks = Tasks(indicators.GetProperty("document").GetString()!);
        var wrong = new List<string>();
        foreach (var fact in facts)
        {
            var clause = fact.GetProperty("clause").GetString();
            var same = tasks.Where(t => t.Place == clause).ToList();
            if (same is not [var task])
            {
                wrong.Add($"{clause}: read {same.Count} times");
                continue;
            }
            if (task.Title != fact.GetProperty("title").GetString())
            {
                wrong.Add($"{clause} title: {task.Title}");
            }
            if (!task.LeadUnits.SequenceEqual(Strings(fact, "leadUnits")) || task.Units.Count + task.Streets.Count > 0)
            {
                wrong.Add($"{clause} leads: {string.Join('、', task.LeadUnits)} units {string.Join('、', task.Units)}");
            }
        }

        wrong.ForEach(Print);
        Print($"tasks: {tasks.Count} read, {facts.Count} in the facts, {wrong.Count} fields differ");
        Assert.Empty(wrong);
        Assert.Equal(facts.Count, tasks.Count);
    }

    [Fact]
    public void Duties_inside_the_clauses_of_the_gas_plan_are_read_exactly()
    {
        var gas = Shared.Facts("gasSafety.json");
        var places = gas.GetProperty("responsibilityByPlace").GetProperty("rows").EnumerateArray().Where(r => r.GetProperty("alarm").ValueKind == JsonValueKind.Array).ToList();
        var facts = gas.GetProperty("bodyDuties").EnumerateArray().ToList();
        var tasks = Tasks(gas.GetProperty("document").GetString()!).Where(t => !t.Place.StartsWith("附件", StringComparison.Ordinal)).ToList();
        var expected = new List<string>();
        foreach (var fact in facts)
        {
            var clause = fact.GetProperty("clause").GetString();
            var co = Strings(fact, "coUnits");
            var open = fact.TryGetProperty("coOpenEnded", out var o) && o.GetBoolean();
            if (Strings(fact, "lead")[0].StartsWith('按'))
            {
                // One duty in the facts, spread over places: in the clause's own order, so sorted below with the rest.
                expected.AddRange(places.Where(p => Strings(p, "alarm")[0] is not ("区综合执法局" or "区住建局（牵头，鼓励安装）"))
                    .Select(p => Strings(p, "alarm") is ["各自单位"]
                        ? Line(clause, "各自单位食堂", ["各机关事业单位"], [], co, open)   // the facts turn the printed words round
                        : Line(clause, p.GetProperty("place").GetString(), Strings(p, "alarm").Select(NoBracket), [], co, open)));
                continue;
            }

            expected.Add(Line(clause, null, Strings(fact, "lead"), Strings(fact, "implement").Select(NoBracket).SelectMany(i => i.Split('和')), co, open));
        }

        var actual = tasks.ConvertAll(t => Line(t.Place, t.Place == "二（二）5" ? t.Scope : null, t.LeadUnits, t.Implementers, [.. t.Units, .. t.Streets], t.OpenEnded));
        var missing = expected.ToList();
        var surplus = actual.Where(a => !missing.Remove(a)).ToList();
        missing.ForEach(m => Print($"missing {m}"));
        surplus.ForEach(s => Print($"surplus {s}"));
        Print($"duties: {actual.Count} read, {expected.Count} in the facts, {missing.Count} missing, {surplus.Count} surplus");
        Assert.Empty(missing);
        Assert.Empty(surplus);
    }

    private static string Line(string? clause, string? place, IEnumerable<string> lead, IEnumerable<string> implement, IEnumerable<string> co, bool open) =>
        $"{clause} {place}: {string.Join('、', lead)} | {string.Join('、', implement)} | {string.Join('、', co.Order(StringComparer.Ordinal))} {(open ? "等" : "")}";

    private static string NoBracket(string name) => Bracket().Replace(name, "");

    [Fact]
    public void All_61_rows_of_the_gas_task_list_are_read_exactly()
    {
        var gas = Shared.Facts("gasSafety.json");
        var rows = gas.GetProperty("taskList").GetProperty("rows").EnumerateArray().ToList();
        var byPlace = Tasks(gas.GetProperty("document").GetString()!).Where(t => t.Place.StartsWith("附件2", StringComparison.Ordinal)).GroupBy(t => t.Place, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var row in rows)
        {
            var number = row.GetProperty("row").GetInt32();
            if (!byPlace.TryGetValue($"附件2 第{number}行", out var tasks))
            {
                wrong.Add($"{number}: not read");
                continue;
            }

            var task = tasks[0];
            void Compare(string what, string? expected, string? actual)
            {
                if (Widened(GazetteReading.Bare(expected)) != Widened(GazetteReading.Bare(actual)))
                {
                    wrong.Add($"{number} {what}: expected {expected}, read {actual}");
                }
            }

            Compare("part", row.GetProperty("part").GetString(), task.Chapter);
            Compare("keyPoint", row.GetProperty("keyPoint").GetString(), task.Title);
            var item = row.GetProperty("item").GetString()!;
            Compare("item", item == "—" ? row.GetProperty("no").GetInt32().ToString() : item, task.Number);
            Compare("place", row.TryGetProperty("place", out var place) ? place.GetString() : null, tasks.Count == 1 ? task.Scope : null);

            var leads = Strings(row, "leadUnits");
            var inferred = leads.Length == 0;
            var printedLead = leads.Where(l => !l.Contains('（') || l.Contains("（牵", StringComparison.Ordinal)).Select(NoBracket).SelectMany(Parted);
            var printedDoing = leads.Where(l => l.Contains("（推进", StringComparison.Ordinal) || l.Contains("（结合", StringComparison.Ordinal)).Select(NoBracket).SelectMany(Parted);
            var carried = task.CarriedDown.HasFlag(TaskParts.LeadUnits);
            if (tasks.Count > 1)
            {
                Compare("scopes", "12", tasks.Count.ToString());
            }
            else if (!inferred)
            {
                Compare("lead", string.Join('、', printedLead), string.Join('、', task.LeadUnits));
                Compare("implement", string.Join('、', printedDoing), string.Join('、', task.Implementers));
                Compare("carried", "False", carried.ToString());
            }
            else
            {
                // What the list does not print is only offered with a doubt. Two rows can be read in two ways: the facts say so.
                Compare("carried", "True", carried.ToString());
                if (number is not (17 or 18))
                {
                    Compare("inferred", string.Join('、', Strings(row, "leadInferred").Select(NoBracket).SelectMany(Parted)), string.Join('、', task.LeadUnits.Concat(task.Implementers)));
                }
            }

            var co = Strings(row, "coUnits");
            var coCarried = task.CarriedDown.HasFlag(TaskParts.SupportUnits);
            if (co.Length > 0 || !coCarried)
            {
                Compare("co", string.Join('、', co.Order(StringComparer.Ordinal)), string.Join('、', task.Units.Concat(task.Streets).Order(StringComparer.Ordinal)));
                Compare("open", row.GetProperty("coOpenEnded").GetBoolean().ToString(), task.OpenEnded.ToString());
            }

            var iso = row.GetProperty("deadlineISO").GetString();
            var dueCarried = task.CarriedDown.HasFlag(TaskParts.Deadline);
            if (iso is not null)
            {
                Compare("deadline", iso, task.Deadline?.Date?.ToString("yyyy-MM"));
            }
            else if (row.TryGetProperty("deadlineInferred", out var due))
            {
                Compare("deadline inferred", due.GetString(), task.Deadline?.Date?.ToString("yyyy-MM"));
            }
            if (!dueCarried)
            {
                Compare("continuing", row.GetProperty("continuing").GetBoolean().ToString(), (task.Deadline?.Continuing ?? false).ToString());
            }
        }

        wrong.ForEach(Print);
        Print($"rows: {byPlace.Count} read, {rows.Count} in the facts, {wrong.Count} fields differ");
        Assert.Empty(wrong);
        Assert.Equal(rows.Count, byPlace.Count);
    }

    [Fact]
    public void Documents_that_give_nobody_a_task_have_none()
    {
        // Personnel notices, portfolios, the hazard list, the emergency plan, funding rules and the rest are other readers' business.
        var others = GazetteReading.Result.Documents.Where(d => d.Number is not ("仑政办〔2022〕9号" or "仑安〔2022〕1号" or "仑政发〔2022〕1号")).ToList();
        Assert.Equal(14, others.Count);
        Assert.Empty(others.SelectMany(d => d.Commitments.OfType<TaskCommitment>()).Select(t => $"{t.Place} {t.Body}"));
    }

    private static IEnumerable<string> Parted(string names) => names.Split('和', '、').Select(n => n.EndsWith("等按职责", StringComparison.Ordinal) ? n[..^4] : n).Where(n => n.Length > 0);

    private static string Widened(string text) => text.Replace(',', '，').Replace('(', '（').Replace(')', '）').Replace(':', '：').Replace(';', '；');

    [GeneratedRegex("（[^）]{0,40}）")]
    private static partial Regex Bracket();
}
