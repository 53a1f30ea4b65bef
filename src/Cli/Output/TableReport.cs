using System.Globalization;
using Bihuan.Reading;
using Bihuan.Reading.Json;

namespace Bihuan.Cli.Output;

/// <summary>The summary that a person likes to read: documents, counts, what needs review, what contradicts.</summary>
internal static class TableReport
{
    /// <summary>Rows of a list that a summary shows; the rest is in the workbook.</summary>
    private const int Most = 30;

    /// <summary>Counts in one sentence.</summary>
    public static string Summary(Findings findings, Words words) => words.Summary(
        findings.Documents.Count(), findings.Commitments.Count(), findings.Commitments.Count(c => Findings.NeedsReview(c.Commitment)), findings.Clashes.Count(), findings.Proofs.Count());

    /// <summary>Writes the summary.</summary>
    public static void Write(Findings findings, Words words, ReportWriter report)
    {
        var sheets = new Sheets(findings, words);
        report.Title(words.ReportTitle);
        foreach (var gazette in findings.Results.Select(r => r.Gazette).OfType<Gazette>())
        {
            report.Line(words.Gazette(gazette.Title, gazette.Issue));
        }

        report.Line(Summary(findings, words));
        WriteDocuments(findings, words, report);
        WriteCounts(findings, words, report);
        WriteReview(findings, words, report);
        WriteContradictions(findings, words, sheets, report);
        WriteRepairs(findings, words, report);
        WriteProblems(findings, words, report);
    }

    /// <summary>Writes all contradictions in full: both places, the printed words at each, and why.</summary>
    public static void WriteContradictionsInFull(Findings findings, Words words, ReportWriter report)
    {
        var sheets = new Sheets(findings, words);
        report.Title(words.Contradictions);
        if (!findings.Clashes.Any())
        {
            report.Line(words.NoContradictions);
        }
        foreach (var (i, clash) in findings.Contradictions.Index())
        {
            if (clash.Severity is Severity.Proof && (i == 0 || findings.Contradictions[i - 1].Severity is not Severity.Proof))
            {
                report.Heading(words.Proofs(findings.Proofs.Count()));
            }

            report.Heading($"{(i + 1).ToString(CultureInfo.InvariantCulture)}. {words.Enum(clash.Severity)}{words.Colon}{words.Enum(clash.Kind)}");
            report.Line(clash.Explanation + (clash.ScopeMayExplain ? words.ScopeMayExplain : ""));
            foreach (var place in clash.Places)
            {
                report.Quote($"{sheets.Place(place)}{words.Colon}{findings.Printed(place)}");
            }
        }

        WriteProblems(findings, words, report);
    }

    private static void WriteDocuments(Findings findings, Words words, ReportWriter report)
    {
        report.Heading(words.Documents);
        report.Table(
            [words.DocumentNumber, words.Date, words.CommitmentCount, words.DocumentTitle],
            [.. findings.Documents.Select(d => (IReadOnlyList<string>)
            [
                d.Document.Number ?? "", d.Document.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                Number(findings.Of(d.Document).Count()), d.Document.Title,
            ])]);
    }

    private static void WriteCounts(Findings findings, Words words, ReportWriter report)
    {
        report.Heading(words.Counts);
        var byKind = findings.Commitments.ToLookup(c => c.Commitment.Kind, c => c.Commitment);
        if (byKind.Count == 0)
        {
            report.Line(words.NoneOfKind);
            return;
        }

        report.Table(
            [words.KindHeader, words.Count, words.ToReview],
            [.. Kinds.All.Where(byKind.Contains).Select(kind => (IReadOnlyList<string>)[words.Kind(kind), Number(byKind[kind].Count()), Number(byKind[kind].Count(Findings.NeedsReview))])]);
    }

    private static void WriteReview(Findings findings, Words words, ReportWriter report)
    {
        report.Heading(words.Review);
        var review = findings.Commitments.Where(c => Findings.NeedsReview(c.Commitment)).OrderBy(c => c.Commitment.Confidence).ToList();
        if (review.Count == 0)
        {
            report.Line(words.NothingToReview);
            return;
        }

        report.Table(
            [words.DocumentNumber, words.Clause, words.KindHeader, words.Confidence, words.Doubts],
            [.. review.Take(Most).Select(c => (IReadOnlyList<string>)
            [
                Short(c.Document), c.Commitment.Place, words.Kind(c.Commitment.Kind), c.Commitment.Confidence.ToString("0.00", CultureInfo.InvariantCulture), string.Join('\n', c.Commitment.Doubts),
            ])]);
        if (review.Count > Most)
        {
            report.Line(words.Further(review.Count - Most, "--format xlsx"));
        }
    }

    private static void WriteContradictions(Findings findings, Words words, Sheets sheets, ReportWriter report)
    {
        report.Heading(words.Contradictions);
        var clashes = findings.Clashes.ToList();
        if (clashes.Count == 0)
        {
            report.Line(words.NoContradictions);
        }
        else
        {
            report.Table(
                [words.SeverityHeader, words.KindHeader, words.Places, words.Why],
                [.. clashes.Take(Most).Select(c => (IReadOnlyList<string>)
                [
                    words.Enum(c.Severity), words.Enum(c.Kind), string.Join('\n', c.Places.Select(sheets.Place)), c.Explanation + (c.ScopeMayExplain ? words.ScopeMayExplain : ""),
                ])],
                accent: 0,
                alarming: words.Enum(Severity.Error));
            if (clashes.Count > Most)
            {
                report.Line(words.Further(clashes.Count - Most, "bihuan contradictions"));
            }
        }

        report.Line(words.Proofs(findings.Proofs.Count()));
    }

    private static void WriteRepairs(Findings findings, Words words, ReportWriter report)
    {
        var repairs = findings.Results.SelectMany(r => r.Repairs).GroupBy(r => r.Kind).OrderBy(g => g.Key).ToList();
        if (repairs.Count > 0)
        {
            report.Heading(words.Repairs);
            report.Line(string.Join(words.Semicolon, repairs.Select(g => $"{words.Enum(g.Key)} {Number(g.Count())}")));
        }
    }

    private static void WriteProblems(Findings findings, Words words, ReportWriter report)
    {
        var problems = findings.Results.SelectMany(r => r.Problems).ToList();
        if (problems.Count > 0)
        {
            report.Heading(words.Problems);
            foreach (var problem in problems)
            {
                report.Line(words.Problem(problem));
            }
        }
    }

    /// <summary>The number, or as much of the title as a narrow column takes.</summary>
    private static string Short(Document document)
    {
        const int Enough = 20;
        return document.Number ?? (document.Title.Length > Enough ? document.Title[..Enough] + "…" : document.Title);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
