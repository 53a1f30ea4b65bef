using System.CommandLine;
using Bihuan.Cli.Output;
using Bihuan.Reading;
using Bihuan.Reading.Json;

namespace Bihuan.Cli.Commands;

/// <summary><c>bihuan explain FILE --clause …</c>: the words of a clause, what was mended in them, and what was read from them.</summary>
internal sealed class ExplainCommand : Command
{
    /// <summary>Longer clauses show their own words only, and name the clauses below.</summary>
    private const int Long = 2_000;

    private readonly CommandContext _context;
    private readonly CommandOptions _options;
    private readonly Option<string[]> _clause;

    public ExplainCommand(CommandContext context)
        : base("explain")
    {
        _context = context;
        _options = new(this, context.Words);
        _clause = _options.Add("--clause");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var words = _context.Words;
        var files = _options.Files(parsed, _context);
        if (files.Count > 1)
        {
            throw new RefusedException(words.OneFile);
        }

        var asked = _options.One(parsed, _clause) ?? throw new RefusedException(words.NoClause);
        var findings = Inputs.Read(files, _options.MaxBytes(parsed), new HashSet<string>(StringComparer.Ordinal), _context);
        var found = ClauseFinder.Find(findings.Results[0].Documents, asked, words);
        Explain(found, findings, _context.Report());
        return Program.Done;
    }

    private void Explain(FoundClause found, Findings findings, ReportWriter report)
    {
        var words = _context.Words;
        var result = findings.Results[0];
        var document = found.Document;
        var shown = found.Alike().Select(Shown).ToList();

        report.Title($"{document.Name} {found.Place}".TrimEnd());
        if (document.Number is not null)
        {
            report.Line(document.Title);
        }

        var above = found.Node.Ancestors().Reverse().Append(found.Row is null ? null : found.Node).OfType<ClauseNode>().Where(n => n.Kind is not NodeKind.Document && Heading(n).Length > 0).ToList();
        if (above.Count > 0)
        {
            report.Heading(words.Above);
            foreach (var (depth, node) in above.Index())
            {
                report.Line($"{new string(' ', 2 * (depth + 1))}{Heading(node)}");
            }
        }

        foreach (var alike in found.Alike())
        {
            var range = Shown(alike);
            report.Heading(words.Printed);
            report.Quote(result.Source.Slice(range with { End = Math.Min(range.End, range.Start + (4 * Long)) }).ToString() + (range.Length > 4 * Long ? "…" : ""));
            report.Heading(words.Mended);
            report.Quote(Mended(alike));
        }

        if (found.Row is null && found.Node.Children.Select(c => c.Place).Where(p => p != found.Place).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } below)
        {
            report.Heading(words.Below);
            report.Line("  " + string.Join(words.Comma, below));
        }

        WriteRepairs([.. result.Repairs.Where(r => shown.Exists(s => s.Contains(r.Range)))], result, report);
        WriteCommitments([.. document.Commitments.Where(c => shown.Exists(s => s.Contains(c.Range)) || c.Place == found.Place)], new(findings, words), report);
    }

    /// <summary>All of a short clause or row; of a long one its own words without its children.</summary>
    private static SourceRange Shown(FoundClause found) =>
        found.Range.Length <= Long || found.Row is not null || found.Node.Text.IsEmpty ? found.Range : found.Node.Text.Range;

    private void WriteRepairs(IReadOnlyList<Repair> repairs, ReadResult result, ReportWriter report)
    {
        report.Heading(_context.Words.Repairs);
        if (repairs.Count == 0)
        {
            report.Line("  " + _context.Words.NothingRepaired);
        }
        foreach (var repair in repairs)
        {
            // A point has no words of its own: show what stands around it.
            const int Around = 8;
            var start = Math.Max(0, repair.Range.Start - Around);
            var end = Math.Min(result.Source.Text.Length, repair.Range.End + Around);
            var words = string.Join(' ', result.Source.Text[start..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            report.Line($"  {_context.Words.Enum(repair.Kind)}{_context.Words.Colon}…{words}…{(repair.Note.Length == 0 ? "" : $"（{repair.Note}）")}");
        }
    }

    private void WriteCommitments(IReadOnlyList<Commitment> commitments, Sheets sheets, ReportWriter report)
    {
        var words = _context.Words;
        report.Heading(words.ReadFrom);
        if (commitments.Count == 0)
        {
            report.Line("  " + words.NothingRead);
        }
        foreach (var (i, commitment) in commitments.Index())
        {
            if (i > 0)
            {
                report.Line();
            }

            report.Line($"  [{i + 1}] {words.Kind(commitment.Kind)}");
            report.Pairs(
            [
                (words.Clause, commitment.Place),
                .. sheets.Fields(commitment).Select(f => (f.Label, f.Value.Length == 0 ? "—" : f.Value)),
                (words.Field(commitment.Kind, "text"), commitment.Text),
                (words.Confidence, Words.Number((decimal)Math.Round(commitment.Confidence, 2))),
                (words.Doubts, commitment.Doubts.Count == 0 ? words.None : string.Join('\n', commitment.Doubts)),
                (words.ReadBy, Kinds.ReaderOf(commitment.Kind)),
            ]);
        }
    }

    private static string Heading(ClauseNode node)
    {
        var heading = node.Heading.IsEmpty ? "" : node.Heading.Value;
        return node.Numbering is NumberingStyle.None ? heading.Length > 0 ? heading : node.Place : $"{node.Label} {heading}".TrimEnd();
    }

    private static string Mended(FoundClause found)
    {
        if (found.Row is { } row)
        {
            return string.Join('\n', found.Node.Table!.Columns.Select((column, i) => $"{column}：{row[i].Value}"));
        }
        if (found.Node.Table is { } table)
        {
            return string.Join('\n', table.Rows.Select(r => string.Join('｜', r.Cells.Select(c => c.Text.Value))));
        }

        return found.Node.WholeText.IsEmpty ? string.Join('\n', found.Node.Descendants().Select(n => n.WholeText.Value).Where(t => t.Length > 0).Take(20)) : found.Node.WholeText.Value;
    }
}
