using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The head of the inbox on the start page: how much of each kind is asked.</summary>
internal sealed class MatterHome(Mediator ask, Words words, IRights rights) : IHomeProvider
{
    public int Order => 0;

    public async ValueTask<IReadOnlyList<HomeItem>> Items(CancellationToken cancel)
    {
        if (!await rights.May(MattersPermissions.View, cancel))
        {
            return [];
        }

        var answer = (await ask.Send(new ShowInbox.Request(), cancel: cancel)).Match<ShowInbox.Answer?>(a => a, _ => null);
        if (answer is null)
        {
            return [];
        }

        List<HomeItem> items = [.. answer.Rows.GroupBy(r => r.Ask).OrderBy(g => g.Key).Select(g =>
            new HomeItem(words.Of(g.Key), g.Count(), g.Count(r => r.Matter.Lamp is LampColour.Red) is > 0 and var red ? words["home.red", red] : words[$"home.ask.{g.Key}"], $"/inbox?ask={g.Key}"))];
        if (answer.Drafts.Sum(d => d.Count) is > 0 and var drafts)
        {
            items.Add(new(words["home.drafts"], drafts, words["home.draftsWhy"], "/matters/issue"));
        }

        // A score that waits: the unit's own to be looked at, the office's objections and what can be made final.
        foreach (var state in new[] { ScoreState.Shown, ScoreState.Objected })
        {
            var waiting = (await ask.Send(new ListScores.Request(State: state, Limit: Page.MaxLimit), cancel: cancel)).Match<ListScores.Answer?>(a => a, _ => null);
            if (waiting is { Items.Count: > 0 and var count } && waiting.MayDraft == state is ScoreState.Objected)
            {
                items.Add(new(words[$"home.score.{state}"], count, words[$"home.score.{state}.why"], $"/matters/scores?state={state}"));
            }
        }

        return items;
    }
}

/// <summary>Matters in the search over everything, by title.</summary>
internal sealed class MatterSearch(Mediator ask, Words texts) : ISearchProvider
{
    public int Order => 5;

    public string TitleKey => "matters.title";

    public async ValueTask<IReadOnlyList<SearchHit>> Search(string words, int limit, CancellationToken cancel) =>
        words.Trim().Length == 0 ? [] : (await ask.Send(new ListMatters.Request(words, Order: MatterOrder.Changed, Limit: limit), cancel: cancel)).Match<IReadOnlyList<SearchHit>>(
            page => [.. page.Items.Select(m => new SearchHit(m.Title, string.Join(" · ", new[] { m.LeadName, texts.Of(m.State), m.DueDay is { } due ? texts["matter.dueOn", Days.Text(due)] : null }.Where(t => !string.IsNullOrEmpty(t))), $"/matters/{m.Id.Value}"))],
            _ => []);
}
