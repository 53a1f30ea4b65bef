using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

/// <summary>A phase of a campaign (阶段). Phases may overlap, as documents have them.</summary>
/// <param name="Name">Its name, such as 动员部署.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Content">What is done in it.</param>
internal sealed record CampaignPhase(string Name, DateOnly From, DateOnly To, string? Content = null);

/// <summary>A day on which the campaign's units report (报送).</summary>
/// <param name="Day">The last day.</param>
/// <param name="What">What.</param>
/// <param name="To">To which unit.</param>
internal sealed record CampaignReport(DateOnly Day, string What, UnitId? To = null);

/// <summary>Everything that is entered of a campaign.</summary>
internal sealed record CampaignTerms
{
    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The number of its document.</summary>
    public string Number { get; init; } = "";

    /// <summary>The document in the store, whose matters are the campaign's.</summary>
    public DocumentId? Document { get; init; }

    /// <summary>Only the matters of this part of it, such as <c>附件2</c>.</summary>
    public string? Place { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly From { get; init; }

    /// <summary>The office that runs it.</summary>
    public UnitId? Office { get; init; }

    /// <summary>In order.</summary>
    public IReadOnlyList<CampaignPhase> Phases { get; init; } = [];

    /// <summary>In order.</summary>
    public IReadOnlyList<CampaignReport> Reports { get; init; } = [];

    /// <summary>Who takes part, and reports.</summary>
    public IReadOnlyList<UnitId> Units { get; init; } = [];

    /// <summary>How many days before a day of reporting its units are reminded.</summary>
    public int RemindDays { get; init; } = 5;

    /// <summary>The last day.</summary>
    public DateOnly To => Phases.Count > 0 ? Phases.Max(p => p.To) : From;

    /// <summary>The phase that a due day belongs to: the first that has not ended by then, the last for what is due later.</summary>
    /// <returns>From 0; -1 where there is none.</returns>
    public int PhaseOf(DateOnly? due)
    {
        var phase = due is { } day ? Phases.Index().Where(p => day <= p.Item.To).Select(p => (int?)p.Index).FirstOrDefault() : null;
        return phase ?? Phases.Count - 1;
    }

    /// <summary>The phase of a day: of several that run the one that began last; before the first and after the last none.</summary>
    public int? PhaseOn(DateOnly day) => Phases.Index().Where(p => p.Item.From <= day && day <= p.Item.To).Select(p => (int?)p.Index).LastOrDefault();
}

[EventType("hazards.campaign-started")]
internal sealed record CampaignStarted(CampaignId Id, CampaignTerms Terms) : IEvent;

[EventType("hazards.campaign-changed")]
internal sealed record CampaignChanged(CampaignTerms Terms) : IEvent;

/// <param name="On">The day.</param>
/// <param name="Summary">What came of it.</param>
[EventType("hazards.campaign-ended")]
internal sealed record CampaignEnded(DateOnly On, string Summary) : IEvent;

/// <summary>A campaign (专项行动): a document with phases and days of reporting. Its tasks are matters, and nothing of them is kept here.</summary>
[Stream("campaign")]
internal sealed class Campaign : State
{
    public CampaignId Id { get; private set; }

    public override Guid Key => Id.Value;

    public CampaignTerms Terms { get; private set; } = new();

    public string Name { get; private set; } = "";

    public DateOnly From { get; private set; }

    public DateOnly To { get; private set; }

    public DateOnly? EndedOn { get; private set; }

    public string? Summary { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case CampaignStarted e:
                Id = e.Id;
                Set(e.Terms);
                break;
            case CampaignChanged e:
                Set(e.Terms);
                break;
            case CampaignEnded e:
                (EndedOn, Summary) = (e.On, e.Summary);
                break;
        }
    }

    private void Set(CampaignTerms terms) => (Terms, Name, From, To) = (terms, terms.Name, terms.From, terms.To);
}

/// <summary>Finds every reason against the terms of a campaign.</summary>
internal static class CampaignCheck
{
    private const int MostPhases = 12, MostReports = 60, MostUnits = 300;

    /// <summary>The terms as they are kept.</summary>
    /// <param name="terms">What is entered.</param>
    /// <param name="units">Every unit of the day.</param>
    public static Result<CampaignTerms> Terms(CampaignTerms terms, IReadOnlySet<UnitId> units)
    {
        List<Problem> problems =
        [
            .. HazardCheck.Text(terms.Name, nameof(terms.Name), HazardCheck.MostText), .. HazardCheck.Text(terms.Number, nameof(terms.Number), HazardCheck.MostText, terms.Document is not null),
            .. HazardCheck.Text(terms.Place, nameof(terms.Place), HazardCheck.MostText, needed: false),
        ];
        if (terms.Phases.Count is 0 or > MostPhases)
        {
            problems.Add(Problem.Coded("HAZ-460", nameof(terms.Phases), HazardCheck.Figure(MostPhases)));
        }
        foreach (var phase in terms.Phases)
        {
            problems.AddRange(HazardCheck.Text(phase.Name, nameof(terms.Phases), HazardCheck.MostText));
            problems.AddRange(HazardCheck.Text(phase.Content, nameof(terms.Phases), HazardCheck.MostWords, needed: false));
            if (phase.To < phase.From || Math.Abs(phase.From.Year - terms.From.Year) > 10)
            {
                problems.Add(Problem.Coded("HAZ-461", nameof(terms.Phases), phase.Name, HazardCheck.Iso(phase.From), HazardCheck.Iso(phase.To)));
            }
        }

        problems.AddRange(terms.Phases.Zip(terms.Phases.Skip(1)).Where(p => p.Second.From < p.First.From || p.Second.To < p.First.To).Select(p => Problem.Coded("HAZ-462", nameof(terms.Phases), p.First.Name, p.Second.Name)));
        if (terms.Reports.Count > MostReports || terms.Reports.Any(r => r.Day < terms.From || r.Day > terms.To))
        {
            problems.Add(Problem.Coded("HAZ-463", nameof(terms.Reports), HazardCheck.Figure(MostReports), HazardCheck.Iso(terms.From), HazardCheck.Iso(terms.To)));
        }

        problems.AddRange(terms.Reports.SelectMany(r => HazardCheck.Text(r.What, nameof(terms.Reports), HazardCheck.MostText)));
        if (terms.Units.Count > MostUnits || terms.Units.Concat(terms.Reports.Select(r => r.To).Append(terms.Office).OfType<UnitId>()).Any(u => !units.Contains(u)))
        {
            problems.Add(Problem.Coded("HAZ-111", nameof(terms.Units)));
        }
        if (terms.RemindDays is < 0 or > 60)
        {
            problems.Add(Problem.Coded("HAZ-464", nameof(terms.RemindDays)));
        }

        return problems.Count > 0 ? problems : terms with
        {
            Name = terms.Name.Trim(),
            Number = terms.Number.Trim(),
            Place = HazardCheck.Blank(terms.Place),
            Phases = [.. terms.Phases.Select(p => p with { Name = p.Name.Trim(), Content = HazardCheck.Blank(p.Content) })],
            Reports = [.. terms.Reports.OrderBy(r => r.Day).Select(r => r with { What = r.What.Trim() })],
            Units = [.. terms.Units.Distinct()],
        };
    }
}
