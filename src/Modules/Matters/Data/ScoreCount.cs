using System.Globalization;
using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Counts the points of a unit for a period from the record, line by line (考核计分). A unit answers for the matters that it leads itself; a part that it
/// split off is counted for whoever leads the part.</summary>
internal sealed class ScoreCount(BihuanContext db, IFileStore files)
{
    /// <summary>Units that led whole matters in a period.</summary>
    public async Task<IReadOnlyList<UnitId>> Units(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var (start, end) = (DistrictDay.Start(from), DistrictDay.End(to));
        return await db.Set<Matter>().AsNoTracking().Where(m => m.Parent == null && m.Lead != null && m.Issued < end && (m.IsOpen || m.Ended >= start)).Select(m => m.Lead!.Value).Distinct().ToListAsync(cancel);
    }

    /// <summary>The points and everything they were counted from.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="figures">The figures of the rule.</param>
    /// <param name="now">What is not over by then is not counted.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<(IReadOnlyList<ItemScore> Items, IReadOnlyList<ScoreLine> Lines)> Count(UnitId unit, DateOnly from, DateOnly to, ScoreFigures figures, DateTimeOffset now, CancellationToken cancel)
    {
        var (start, end) = (DistrictDay.Start(from), DistrictDay.End(to) is var last && last < now ? last : now);
        List<ItemScore> items = [];
        List<ScoreLine> lines = [];
        Share(ScoreItem.Fulfilment, await Fulfilment(unit, start, end, figures, cancel));
        Share(ScoreItem.Reports, await Reports(unit, from, to, now, figures, cancel));
        Share(ScoreItem.Signing, await Signing(unit, start, end, figures, cancel));
        Deduct(ScoreItem.RedDays, await RedDays(unit, start, end, figures, cancel));
        Deduct(ScoreItem.Returns, await Deeds(unit, DeedKind.Returned, start, end, ScoreItem.Returns, "score.line.returned", figures.PointsPerReturn, cancel));
        Deduct(ScoreItem.Extensions, await Deeds(unit, DeedKind.Extended, start, end, ScoreItem.Extensions, "score.line.extended", figures.PointsPerExtension, cancel));
        return (items, lines);

        // Lines come with a worth of 0 to 1; each gives its share of the item's points. With nothing to count, nothing was done wrong.
        void Share(ScoreItem item, List<ScoreLine> found)
        {
            var most = figures.Most(item);
            var worth = found.Sum(l => l.Points);
            items.Add(new(item, most, found.Count, found.Count == 0 ? most : decimal.Round(most * worth / found.Count, 2)));
            lines.AddRange(found.Select(l => l with { Points = decimal.Round(most * l.Points / found.Count, 4) }));
        }

        void Deduct(ScoreItem item, List<ScoreLine> found)
        {
            var most = figures.Most(item);
            items.Add(new(item, most, found.Count, Math.Max(0, most + found.Sum(l => l.Points))));
            lines.AddRange(found);
        }
    }

    /// <summary>Keeps lines as a file.</summary>
    public async Task<Result<string>> Keep(IReadOnlyList<ScoreLine> lines, CancellationToken cancel)
    {
        using var stream = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(lines, EventCatalog.Json));
        return (await files.Save(stream, "lines.txt", FileLimits.Documents, cancel)).Map(f => f.Hash);
    }

    /// <summary>Reads lines that were kept; <see langword="null"/> where the file is missing.</summary>
    public async Task<IReadOnlyList<ScoreLine>?> Read(string hash, CancellationToken cancel)
    {
        if (await files.Open(hash, cancel) is not { } stream)
        {
            return null;
        }

        await using (stream)
        {
            return await JsonSerializer.DeserializeAsync<List<ScoreLine>>(stream, EventCatalog.Json, cancel);
        }
    }

    private IQueryable<MatterDeed> DeedsOf(UnitId unit, DeedKind kind, DateTimeOffset start, DateTimeOffset end) =>
        db.Set<MatterDeed>().AsNoTracking().Where(d => d.Unit == unit && d.At >= start && d.At < end && d.Kind == kind).OrderBy(d => d.Position);

    /// <summary>How matters ended; where one ended twice, the last time, and not at all where it was taken up again. What is past its day and open counts nothing.</summary>
    private async Task<List<ScoreLine>> Fulfilment(UnitId unit, DateTimeOffset start, DateTimeOffset end, ScoreFigures figures, CancellationToken cancel)
    {
        var ended = await DeedsOf(unit, DeedKind.Ended, start, end).Where(d => d.End != MatterEnd.Withdrawn && db.Set<Matter>().Any(m => m.Id == d.Matter && !m.IsOpen)).ToListAsync(cancel);
        List<ScoreLine> lines = [.. ended.GroupBy(d => d.Matter).Select(g => g.Last()).Select(d => new ScoreLine(
            ScoreItem.Fulfilment, d.Matter, "score.line.ended", [$"MatterEnd.{d.End}"], DistrictDay.Of(d.At), d.End switch { MatterEnd.Fulfilled => 1, MatterEnd.Partly => figures.PartlyPercent / 100m, _ => 0 }, d.Position))];
        var overdue = db.Set<Matter>().AsNoTracking().Where(m => m.Lead == unit && m.IsOpen && m.DueAt <= end && m.State != MatterState.Paused && m.State != MatterState.Declined && m.State != MatterState.HandedIn).OrderBy(m => m.DueAt).ThenBy(m => m.Id);
        await foreach (var m in overdue.Select(m => new { m.Id, m.DueAt }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            lines.Add(new(ScoreItem.Fulfilment, m.Id, "score.line.overdue", [Days.By(m.DueAt!.Value)], DistrictDay.Of(m.DueAt.Value.AddTicks(-1)), 0));
        }

        return lines;
    }

    private async Task<List<ScoreLine>> Reports(UnitId unit, DateOnly from, DateOnly to, DateTimeOffset now, ScoreFigures figures, CancellationToken cancel)
    {
        List<ScoreLine> lines = [];
        var days = db.Set<ReportDay>().AsNoTracking().Where(d => d.Unit == unit && d.Asked && d.Day >= from && d.Day <= to && (d.DueAt <= now || d.Answered != null)).OrderBy(d => d.Day).ThenBy(d => d.Matter);
        await foreach (var day in days.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var outcome = ReportDays.OutcomeOf(day, now);
            lines.Add(new(
                ScoreItem.Reports, day.Matter, $"score.line.report.{outcome}", [Days.Text(day.Day), day.Answered is { } answered ? Days.Minute(answered) : ""], day.Day,
                outcome switch { ReportOutcome.InTime => 1, ReportOutcome.Late => figures.LateReportPercent / 100m, _ => 0 }));
        }

        return lines;
    }

    private async Task<List<ScoreLine>> Signing(UnitId unit, DateTimeOffset start, DateTimeOffset end, ScoreFigures figures, CancellationToken cancel)
    {
        List<ScoreLine> lines = [.. (await DeedsOf(unit, DeedKind.Signed, start, end).ToListAsync(cancel)).Select(d =>
            new ScoreLine(ScoreItem.Signing, d.Matter, d.InTime ? "score.line.signed" : "score.line.signedLate", [Days.Minute(d.At)], DistrictDay.Of(d.At), d.InTime ? 1 : figures.LateSigningPercent / 100m, d.Position))];
        var unsigned = db.Set<Matter>().AsNoTracking().Where(m => m.Lead == unit && m.State == MatterState.Issued).Join(db.Set<MatterTally>(), m => m.Id, t => t.Matter, (m, t) => new { m.Id, t.SignBy }).Where(x => x.SignBy >= start && x.SignBy <= end).OrderBy(x => x.SignBy).ThenBy(x => x.Id);
        foreach (var m in await unsigned.ToListAsync(cancel))
        {
            lines.Add(new(ScoreItem.Signing, m.Id, "score.line.unsigned", [Days.By(m.SignBy!.Value)], DistrictDay.Of(m.SignBy.Value.AddTicks(-1)), 0));
        }

        return lines;
    }

    /// <summary>A line for each matter that was red: how many days of the period it was.</summary>
    private async Task<List<ScoreLine>> RedDays(UnitId unit, DateTimeOffset start, DateTimeOffset end, ScoreFigures figures, CancellationToken cancel)
    {
        List<ScoreLine> lines = [];

        // Red in the period: a red stretch is behind a later change, or the lamp that runs now has turned red since.
        var touched = db.Set<Matter>().AsNoTracking().Where(m => m.Lead == unit && m.Issued < end && (m.Changed >= start || (m.IsOpen && m.RedFrom < end))).OrderBy(m => m.Id);
        await foreach (var m in touched.Select(m => new { m.Id, m.Spans, m.Turns, m.Changed }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var red = m.Spans.Concat(Lamps.Between(m.Turns, m.Changed, end)).Where(s => s.Colour is LampColour.Red && s.To > start && s.From < end).ToList();
            HashSet<DateOnly> days = [];
            foreach (var span in red)
            {
                var last = DistrictDay.Of((span.To < end ? span.To : end).AddTicks(-1));
                for (var day = DistrictDay.Of(span.From > start ? span.From : start); day <= last; day = day.AddDays(1))
                {
                    days.Add(day);
                }
            }
            if (days.Count > 0)
            {
                lines.Add(new(ScoreItem.RedDays, m.Id, "score.line.red", [days.Count.ToString(CultureInfo.InvariantCulture), Days.Text(days.Min()), Days.Text(days.Max())], days.Min(), -figures.PointsPerRedDay * days.Count));
            }
        }

        return lines;
    }

    private async Task<List<ScoreLine>> Deeds(UnitId unit, DeedKind kind, DateTimeOffset start, DateTimeOffset end, ScoreItem item, string what, decimal each, CancellationToken cancel) =>
        [.. (await DeedsOf(unit, kind, start, end).ToListAsync(cancel)).Select(d => new ScoreLine(item, d.Matter, what, [Days.Minute(d.At)], DistrictDay.Of(d.At), -each, d.Position))];
}
