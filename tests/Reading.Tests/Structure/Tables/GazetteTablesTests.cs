using System.Text.Json;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Structure.Tables;

/// <summary>The real gazette's tables against the checked facts, cell by cell.</summary>
public class GazetteTablesTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryRowOfTheGasTaskList_StandsInItsPlaceWithPartNumberItemAndDeadline()
    {
        var facts = Shared.Facts("gasSafety.json").GetProperty("taskList");
        var lines = facts.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("sourceLine").GetInt32()).ToList();
        var (table, repairs) = TableText.Read(Shared.GazetteText(), lines.Min() - 2, lines.Max(), "附件2");

        Assert.Equal(facts.GetProperty("columns").EnumerateArray().Select(c => c.GetString()), table.Columns);
        var right = 0;
        var index = 0;
        foreach (var fact in facts.GetProperty("rows").EnumerateArray())
        {
            var row = index < table.Rows.Count ? table.Rows[index++] : null;
            var item = fact.GetProperty("item").GetString()!.Split('；')[0];
            var printed = fact.GetProperty("deadlinePrinted").GetString()!;
            var inferred = fact.TryGetProperty("deadlineInferred", out var i) ? i.GetString() : fact.GetProperty("deadlineISO").GetString();
            var month = inferred is null ? "" : $"{inferred[..4]}年{int.Parse(inferred[5..])}";
            var same = row is not null && row.Ordinal == index && row.Place == $"附件2 第{index}行"
                && row.Section == fact.GetProperty("part").GetString()
                && row[0].Value == fact.GetProperty("no").GetInt32().ToString()
                && row[1].Value == fact.GetProperty("keyPoint").GetString()
                && (item == "—" || row[2].Value.StartsWith(item, StringComparison.Ordinal))
                && row[3].Value.Contains(month, StringComparison.Ordinal)
                && (printed.Length > 0) == (row.Cells[3].Printed.Length > 0 || printed.Contains('承') || (row.Cells[3].CarriedDown && row[3].Value.EndsWith(printed, StringComparison.Ordinal) && printed.Length > 0))
                && (fact.GetProperty("leadUnits").GetArrayLength() > 0) == (row.Cells[4].Printed.Length > 0)
                && (fact.GetProperty("coUnits").GetArrayLength() > 0) == (row.Cells[5].Printed.Length > 0);
            right += same ? 1 : 0;
            if (!same)
            {
                output.WriteLine($"{fact.GetProperty("row")}: {row?.Section} | {(row is null ? "" : string.Join(" | ", row.Cells.Select(c => c.Text.Value)))}");
            }
        }

        output.WriteLine($"gas task list: {right} of {facts.GetProperty("rowCount")} rows, {table.Rows.Count} read, {repairs.Count} repairs");
        Assert.Equal(facts.GetProperty("rowCount").GetInt32(), table.Rows.Count);
        Assert.Equal(facts.GetProperty("rowCount").GetInt32(), right);
        Assert.Contains(repairs, r => r.Note.Contains("归属不明", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryCellOfTheBreakdown_IsTheFacts()
    {
        var facts = Shared.Facts("highTechTargets.json");
        var lines = facts.GetProperty("sourceLines");
        var (table, _) = TableText.Read(Shared.GazetteText(), lines[0].GetInt32(), lines[1].GetInt32(), "附件");

        var expected = facts.GetProperty("rows").EnumerateArray().Append(facts.GetProperty("total")).Select(Cells).ToList();
        Assert.Equal(expected, table.Rows.Select(r => string.Join('|', r.Cells.Select(c => c.Text.Value))));

        static string Cells(JsonElement row) =>
            $"{row.GetProperty("no")}|{row.GetProperty("locality").GetString()}|{string.Join('|', row.GetProperty("targets").EnumerateObject().Select(t => t.Value.ToString()))}";
    }

    [Fact]
    public void EveryRange_SlicesBackToTheSource()
    {
        var text = Shared.GazetteText();
        var (table, repairs) = TableText.Read(text, 1, text.Count(c => c == '\n') + 1, "全文");

        Assert.All(table.Rows, r => Assert.True(r.Range.Start <= r.Range.End && r.Range.End <= text.Length));
        Assert.All(table.Rows.SelectMany(r => r.Cells).Where(c => !c.CarriedDown && !c.Text.IsEmpty), c => Assert.True(c.Text.Range.End <= text.Length));
        Assert.All(repairs, r => Assert.True(r.Range.Start <= r.Range.End && r.Range.End <= text.Length));
    }
}
