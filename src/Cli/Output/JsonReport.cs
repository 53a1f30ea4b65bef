using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Reading;
using Bihuan.Reading.Json;

namespace Bihuan.Cli.Output;

/// <summary>All that one run read.</summary>
/// <param name="Sources">The files, in the order given.</param>
/// <param name="Documents">Every document of every file, in printed order.</param>
/// <param name="Contradictions">What does not go together, and (severity proof) what was checked and holds.</param>
/// <param name="Problems">What a person should know of the reading as a whole.</param>
internal sealed record ReadingReport(
    IReadOnlyList<SourceReport> Sources,
    IReadOnlyList<DocumentReport> Documents,
    IReadOnlyList<Contradiction> Contradictions,
    IReadOnlyList<Problem> Problems);

/// <summary>One file as decoded.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Format">What the bytes were.</param>
/// <param name="Encoding">The encoding the bytes were read with; empty for formats that state it.</param>
/// <param name="Length">Of the decoded text, in UTF-16 code units.</param>
/// <param name="Gazette">What the gazette says of itself; null for a single document.</param>
/// <param name="Repairs">All that was mended, in text order.</param>
internal sealed record SourceReport(string Name, InputFormat Format, string Encoding, int Length, Gazette? Gazette, IReadOnlyList<Repair> Repairs);

/// <summary>One document with what its head and foot say.</summary>
/// <param name="Source">The index of its file among the sources.</param>
/// <param name="Number">The number in normal form; null where none is printed.</param>
/// <param name="Title">The title, without the breaks of its lines.</param>
/// <param name="Issuers">The issuing bodies, most senior first.</param>
/// <param name="Date">The day of signature.</param>
/// <param name="Addressees">To whom it is sent (主送机关), as printed.</param>
/// <param name="Category">The gazette's heading for it (栏目).</param>
/// <param name="Registration">A registration number printed below the number.</param>
/// <param name="SignedAs">The signature as printed, where it differs from the issuer.</param>
/// <param name="Attachments">The attachments by title, in order.</param>
/// <param name="BasedOn">The documents it is based on.</param>
/// <param name="Repeals">The documents it repeals.</param>
/// <param name="Range">All of it in the source.</param>
/// <param name="Commitments">What it commits anyone to, in text order; only the kinds asked for.</param>
internal sealed record DocumentReport(
    int Source,
    string? Number,
    string Title,
    IReadOnlyList<string> Issuers,
    DateOnly? Date,
    string? Addressees,
    string? Category,
    string? Registration,
    string? SignedAs,
    IReadOnlyList<string> Attachments,
    IReadOnlyList<string> BasedOn,
    IReadOnlyList<string> Repeals,
    SourceRange Range,
    IReadOnlyList<Commitment> Commitments);

/// <summary>The machine-readable report; its schema is <c>docs/reading.schema.json</c>.</summary>
internal static class JsonReport
{
    /// <summary>Writes the report as UTF-8 without byte order mark.</summary>
    public static void Write(Findings findings, Words words, Stream output)
    {
        JsonSerializer.Serialize(output, Make(findings, words), ReadingJson.Indented);
        output.Write("\n"u8);
    }

    private static ReadingReport Make(Findings findings, Words words) => new(
        [.. findings.Results.Select(r => new SourceReport(r.Source.Name, r.Source.Format, r.Source.EncodingName, r.Source.Text.Length, r.Gazette, r.Repairs))],
        [.. findings.Documents.Select(d => Make(d.Source, d.Document, findings))],
        findings.Contradictions,
        [.. findings.Results.SelectMany(r => r.Problems).Select(p => p with { Message = words.Problem(p) })]);

    private static DocumentReport Make(int source, Document d, Findings findings) => new(
        source, d.Number, d.Title, d.Issuers, d.Date, d.Addressees, d.Category, d.Registration, d.SignedAs, d.Attachments, d.BasedOn, d.Repeals, d.Range,
        [.. findings.Of(d)]);
}
