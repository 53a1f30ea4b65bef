using System.Globalization;
using Bihuan.Documents;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

/// <summary>What is entered of a campaign.</summary>
public sealed class CampaignForm
{
    internal string Name { get; set; } = "";

    internal string Number { get; set; } = "";

    internal string Document { get; set; } = "";

    internal string Place { get; set; } = "";

    internal DateOnly? From { get; set; }

    internal Guid? Office { get; set; }

    internal List<PhaseForm> Phases { get; private set; } = [new()];

    internal List<ReportForm> Reports { get; private set; } = [];

    internal IReadOnlyList<Guid> Units { get; set; } = [];

    internal string RemindDays { get; set; } = "5";

    internal CampaignTerms Terms => new()
    {
        Name = Name,
        Number = Number,
        Document = DocumentId.TryParse(Document, out var document) ? document : null,
        Place = Place,
        From = From ?? Phases.Select(p => p.From).Min() ?? default,
        Office = Ref(Office),
        Phases = [.. Phases.Select(p => new CampaignPhase(p.Name, p.From ?? default, p.To ?? default, p.Content))],
        Reports = [.. Reports.Select(r => new CampaignReport(r.Day ?? default, r.What, Ref(r.To)))],
        Units = [.. Units.Select(UnitId.From)],
        RemindDays = int.TryParse(RemindDays, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : -1,
    };

    internal static CampaignForm Of(CampaignTerms t) => new()
    {
        Name = t.Name,
        Number = t.Number,
        Document = t.Document?.Value.ToString() ?? "",
        Place = t.Place ?? "",
        From = t.From,
        Office = t.Office?.Value,
        Phases = [.. t.Phases.Select(p => new PhaseForm { Name = p.Name, From = p.From, To = p.To, Content = p.Content ?? "" })],
        Reports = [.. t.Reports.Select(r => new ReportForm { Day = r.Day, What = r.What, To = r.To?.Value })],
        Units = [.. t.Units.Select(u => u.Value)],
        RemindDays = t.RemindDays.ToString(CultureInfo.InvariantCulture),
    };

    private static UnitId? Ref(Guid? unit) => unit is { } id ? UnitId.From(id) : null;

    /// <summary>A phase.</summary>
    internal sealed class PhaseForm
    {
        public string Name { get; set; } = "";

        public DateOnly? From { get; set; }

        public DateOnly? To { get; set; }

        public string Content { get; set; } = "";
    }

    /// <summary>A day of reporting.</summary>
    internal sealed class ReportForm
    {
        public DateOnly? Day { get; set; }

        public string What { get; set; } = "";

        public Guid? To { get; set; }
    }
}
