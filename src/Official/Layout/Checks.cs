using System.Text.RegularExpressions;
using Bihuan.Kernel;

namespace Bihuan.Official.Layout;

/// <summary>What a person can put right before a document is set. The sentences stand in <c>words.json</c> under their codes.</summary>
internal static partial class Checks
{
    /// <summary>Every reason at once; none if it can be set.</summary>
    public static List<Problem> Of(OfficialDocument document)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(document.Title) && document.Layout != OfficialLayout.Order)
        {
            problems.Add(Problem.Coded("OFF-001", nameof(document.Title)));
        }
        if (document.Number is { } number && !WellFormed().IsMatch(number))
        {
            problems.Add(Problem.Coded("OFF-002", nameof(document.Number), number));
        }
        if (document is { SecrecyPeriod: { } period, Secrecy: null })
        {
            problems.Add(Problem.Coded("OFF-003", nameof(document.SecrecyPeriod), period));
        }
        if (document.Layout != OfficialLayout.Plain && (document.Mark is null || document.Mark.Names.Count == 0 || document.Mark.Names.Any(string.IsNullOrWhiteSpace)))
        {
            problems.Add(Problem.Coded("OFF-005", nameof(document.Mark)));
        }
        if (document.SerialNumber is { } serial && !(serial.Length == 6 && serial.All(char.IsAsciiDigit)))
        {
            problems.Add(Problem.Coded("OFF-006", nameof(document.SerialNumber), serial));
        }
        if (document is { Secrecy: not null, SerialNumber: null })
        {
            problems.Add(Problem.Coded("OFF-007", nameof(document.SerialNumber)));
        }
        if (document is { Signers.Count: > 0, Layout: not OfficialLayout.Document })
        {
            problems.Add(Problem.Coded("OFF-017", nameof(document.Signers)));
        }
        if (document.Signature is { } signature && (signature.Issuers.Count == 0 || signature.Issuers.Any(string.IsNullOrWhiteSpace)))
        {
            problems.Add(Problem.Coded("OFF-012", nameof(document.Signature)));
        }
        if (document.Imprint is { } imprint && string.IsNullOrWhiteSpace(imprint.PrintedBy))
        {
            problems.Add(Problem.Coded("OFF-013", nameof(document.Imprint)));
        }
        foreach (var (i, attachment) in document.Attachments.Index().Where(a => string.IsNullOrWhiteSpace(a.Item.Title)))
        {
            problems.Add(Problem.Coded("OFF-014", nameof(document.Attachments), Text(i + 1)));
        }

        var blocks = document.Body.Concat(document.Attachments.SelectMany(a => a.Blocks)).ToList();
        problems.AddRange(blocks.OfType<Heading>().Where(h => h.Level is < 1 or > 4).Select(h => Problem.Coded("OFF-011", nameof(document.Body), Text(h.Level))));
        foreach (var (i, table) in blocks.OfType<Table>().Index())
        {
            CheckTable(table, i + 1, problems);
        }

        foreach (var chart in blocks.OfType<Chart>())
        {
            CheckChart(chart, problems);
        }

        problems.AddRange(blocks.SelectMany(Runs).Select(r => r.Link).OfType<string>().Where(l => !IsAddress(l)).Distinct(StringComparer.Ordinal).Select(l => Problem.Coded("OFF-010", nameof(document.Body), l)));
        return problems;
    }

    private static void CheckTable(Table table, int number, List<Problem> problems)
    {
        if (table.Columns.Count == 0 || table.Rows.Count == 0 || table.Columns.Any(c => c.Share <= 0) || !(table.Points is > 0 and < 100) || !(table.RowHeight is >= 0 and < 200)
            || table.Rows.Any(r => r.Any(c => c.Columns < 1 || c.Rows < 1)))
        {
            problems.Add(Problem.Coded("OFF-015", nameof(Table), Text(number)));
            return;
        }

        var grid = CellGrid.Of(table);
        foreach (var (row, width) in grid.Widths.Index().Where(w => w.Item != table.Columns.Count))
        {
            problems.Add(Problem.Coded("OFF-004", nameof(Table), Text(number), Text(row + 1), Text(width), Text(table.Columns.Count)));
        }

        if (table.HeaderRows < 0 || table.HeaderRows >= table.Rows.Count || table.Rows.Take(table.HeaderRows).Index().Any(r => r.Item.Any(c => r.Index + c.Rows > table.HeaderRows)))
        {
            problems.Add(Problem.Coded("OFF-018", nameof(Table), Text(number), Text(table.HeaderRows), Text(table.Rows.Count)));
        }
    }

    private static void CheckChart(Chart chart, List<Problem> problems)
    {
        if (chart.Categories.Count == 0 || chart.Series.Count == 0 || !chart.Series.Any(s => s.Values.Any(v => v is not null)))
        {
            problems.Add(Problem.Coded("OFF-009", nameof(Chart), chart.Title));
        }

        problems.AddRange(chart.Series.Where(s => s.Values.Count != chart.Categories.Count)
            .Select(s => Problem.Coded("OFF-008", nameof(Chart), chart.Title, s.Name, Text(s.Values.Count), Text(chart.Categories.Count))));
    }

    private static IEnumerable<Run> Runs(Block block) => block switch
    {
        Heading heading => heading.RunIn ?? [],
        Paragraph paragraph => paragraph.Runs,
        Table table => table.Rows.SelectMany(r => r).SelectMany(c => c.Paragraphs).SelectMany(p => p),
        _ => [],
    };

    private static bool IsAddress(string link) => Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && Uri.IsWellFormedUriString(uri.AbsoluteUri, UriKind.Absolute);

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>代字〔年〕序号号, or an order's 第序号号.</summary>
    [GeneratedRegex(@"^(?:[^\s〔〕]{1,30}〔[12]\d{3}〕[1-9]\d{0,5}号|第[1-9]\d{0,5}号)\z")] // not-a-text
    private static partial Regex WellFormed();
}
