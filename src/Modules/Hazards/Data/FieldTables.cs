using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>The receipt of a report: its number on its day.</summary>
internal sealed class FieldReceiptRow
{
    public required FieldReportId Report { get; init; }

    public required DateOnly Day { get; init; }

    public required int Serial { get; init; }

    public string Number => $"XC-{Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}-{Serial.ToString("000000", CultureInfo.InvariantCulture)}";
}

/// <summary>Numbers the reports of a day in the order of the journal: inside the commit, where one writer stands behind the other, so that there is no gap,
/// no number twice, and nobody has to try again; a rebuild gives each the same number.</summary>
internal sealed class FieldReceipts : IProjection
{
    public async ValueTask Project(Recorded recorded, BihuanContext db, CancellationToken cancel)
    {
        if (recorded.Happened is not FieldReportReceived received)
        {
            return;
        }

        var (day, receipts) = (DistrictDay.Of(recorded.Entry.Recorded), db.Set<FieldReceiptRow>());
        var written = await receipts.Where(r => r.Day == day).MaxAsync(r => (int?)r.Serial, cancel) ?? 0;
        var added = receipts.Local.Where(r => r.Day == day).Max(r => (int?)r.Serial) ?? 0;
        receipts.Add(new() { Report = received.Id, Day = day, Serial = Math.Max(written, added) + 1 });
    }
}

internal static class FieldTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<FieldReport>(report =>
        {
            report.ToTable("field_report");
            report.HasKey(r => r.Id);
            report.Ignore(r => r.Key).Ignore(r => r.IsPublic);
            report.Property(r => r.Terms).AsJson();
            report.Property(r => r.Photographs).AsJson();

            // However many sends arrive at once, one of them is the first.
            report.HasIndex(r => new { r.Account, r.Client, r.Attempt }).IsUnique();
            report.HasIndex(r => new { r.Account, r.Received, r.Id });

            // What waits is short, whatever has come in.
            report.HasIndex(r => new { r.Received, r.Id }, "IX_field_report_waiting").HasFilter("\"State\" = 'Waiting'");
        });
        model.Entity<FieldReceiptRow>(receipt =>
        {
            receipt.ToTable("field_receipt");
            receipt.HasKey(r => r.Report);
            receipt.Ignore(r => r.Number);
            receipt.HasIndex(r => new { r.Day, r.Serial }).IsUnique();
        });
    }
}
