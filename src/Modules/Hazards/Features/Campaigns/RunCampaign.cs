using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Loads what a decision about campaigns needs.</summary>
internal sealed class CampaignDesk(HazardDesk desk, IOrganisationQueries organisation, IMatters matters)
{
    public HazardDesk Desk => desk;

    /// <summary>A campaign crosses units: a right over the whole district runs it, or one over the office that it is run by.</summary>
    public async ValueTask<bool> MayRun(UnitId? office, CancellationToken cancel) =>
        await desk.Sight.Units(CampaignPermissions.Run, cancel) is null || (office is { } unit && await desk.Sight.Reaches(CampaignPermissions.Run, unit, cancel));

    /// <summary>The terms as they are kept. A document is one that has matters; its number is taken from them where none is entered.</summary>
    public async ValueTask<Result<CampaignTerms>> Check(CampaignTerms terms, CancellationToken cancel)
    {
        if (terms.Document is { } document)
        {
            if ((await matters.Documents(cancel)).Where(d => d.Document == document).Select(d => d.Name).FirstOrDefault() is not { } name)
            {
                return Problem.Coded("HAZ-465", nameof(terms.Document));
            }

            terms = terms.Number.Trim().Length == 0 ? terms with { Number = name } : terms;
        }

        return CampaignCheck.Terms(terms, (await organisation.Units(desk.Today, cancel)).Select(u => u.Id).ToHashSet());
    }

    /// <summary>Loads a campaign, asks for the right, decides and carries it out.</summary>
    public async ValueTask<Result<None>> On(CampaignId id, Func<Campaign, ValueTask<Result<Decision<None>>>> decide, CancellationToken cancel)
    {
        if (await desk.Db.FindAsync<Campaign>([id], cancel) is not { } campaign)
        {
            return Problem.Coded("PLATFORM-005", "Campaign");
        }

        return await MayRun(campaign.Terms.Office, cancel) ? await desk.Carry(await decide(campaign), cancel) : HazardDesk.NotYours;
    }
}

/// <summary>Starts a campaign from a document with its phases (开展专项行动).</summary>
internal static class StartCampaign
{
    [Needs(CampaignPermissions.Run)]
    public sealed record Request(CampaignTerms Terms) : ICommand<CampaignId>;

    internal sealed class Handler(CampaignDesk desk) : IHandler<Request, CampaignId>
    {
        public async ValueTask<Result<CampaignId>> Handle(Request request, CancellationToken cancel)
        {
            if (!await desk.MayRun(request.Terms.Office, cancel))
            {
                return HazardDesk.NotYours;
            }

            var id = desk.Desk.Ids.New<CampaignId>();
            return await desk.Desk.Carry((await desk.Check(request.Terms, cancel)).Map(terms => new Decision<CampaignId>(id, new Change(new Campaign(), new CampaignStarted(id, terms), terms.From))), cancel);
        }
    }
}

/// <summary>Puts right what was entered of a campaign (修改).</summary>
internal static class ChangeCampaign
{
    /// <param name="Version">The version that the person saw.</param>
    [Needs(CampaignPermissions.Run)]
    public sealed record Request(CampaignId Campaign, int Version, CampaignTerms Terms) : ICommand<None>;

    public static Result<Decision<None>> Decide(Campaign campaign, int version, Result<CampaignTerms> kept)
    {
        List<Problem> problems = [.. kept.Match<IReadOnlyList<Problem>>(_ => [], p => p)];
        if (campaign.Version != version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", ""));
        }
        if (campaign.EndedOn is not null)
        {
            problems.Add(Problem.Coded("HAZ-466", nameof(campaign.EndedOn)));
        }

        return problems.Count > 0 ? problems : kept.Map(terms => new Decision<None>(default, new Change(campaign, new CampaignChanged(terms))));
    }

    internal sealed class Handler(CampaignDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.On(request.Campaign, async campaign =>
            await desk.MayRun(request.Terms.Office, cancel) ? Decide(campaign, request.Version, await desk.Check(request.Terms, cancel)) : HazardDesk.NotYours, cancel);
    }
}

/// <summary>Ends a campaign with what came of it (结束专项行动). Its matters go on by themselves.</summary>
internal static class EndCampaign
{
    /// <param name="Summary">What came of it.</param>
    [Needs(CampaignPermissions.Run)]
    public sealed record Request(CampaignId Campaign, string Summary) : ICommand<None>;

    public static Result<Decision<None>> Decide(Campaign campaign, string summary, DateOnly today)
    {
        List<Problem> problems = [.. HazardCheck.Text(summary, nameof(Request.Summary), HazardCheck.MostWords)];
        if (campaign.EndedOn is not null)
        {
            problems.Add(Problem.Coded("HAZ-466", nameof(campaign.EndedOn)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(campaign, new CampaignEnded(today, summary.Trim())));
    }

    internal sealed class Handler(CampaignDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.On(request.Campaign, campaign => ValueTask.FromResult(Decide(campaign, request.Summary, desk.Desk.Today)), cancel);
    }
}
