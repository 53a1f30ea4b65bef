using System.Globalization;
using System.Text;
using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.AspNetCore.Http;

namespace Bihuan.Accounts;

/// <summary>The journal as CSV, in the order of the page, page by page, so that no length of journal fills the memory.</summary>
internal static class AuditExport
{
    private static readonly char[] Special = [',', '"', '\n', '\r'];

    public static async Task Write(HttpContext http, Mediator ask, Words words, ReadJournal.Request request, CancellationToken cancel)
    {
        var page = await ask.Send(request with { Limit = 1000 }, reason: null, cancel);
        if (page is Result<ReadJournal.Page>.Refused)
        {
            await page.ToHttp(words).ExecuteAsync(http);
            return;
        }

        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"journal.csv\"";
        await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Line([words["audit.position"], words["audit.time"], words["audit.actor"], words["audit.type"], words["audit.kind"], words["audit.stream"], words["audit.version"], words["audit.reason"], words["audit.payload"], words["audit.suite"], words["audit.hash"]]));
        while (page is Result<ReadJournal.Page>.Done(var found))
        {
            foreach (var row in found.Rows)
            {
                await writer.WriteLineAsync(Line(
                [
                    row.Position.ToString(CultureInfo.InvariantCulture), DistrictDay.Local(row.Recorded).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), row.Actor, row.Type, row.StreamKind,
                    row.StreamId.ToString(), row.Version.ToString(CultureInfo.InvariantCulture), row.Reason, row.Payload, row.Suite, row.Hash,
                ]));
            }

            if (found.Next is not { } next)
            {
                break;
            }

            page = await ask.Send(request with { Limit = 1000, Before = next }, reason: null, cancel);
        }
    }

    /// <summary>One line. A cell that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    public static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    private static string Cell(string? text)
    {
        var cell = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text ?? "";
        return cell.IndexOfAny(Special) < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
