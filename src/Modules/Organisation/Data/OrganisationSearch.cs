using Bihuan.Platform;

namespace Bihuan.Organisation;

/// <summary>Units in the search over everything, by name or alias.</summary>
internal sealed class UnitSearch(IUnitDirectory units) : ISearchProvider
{
    public int Order => 10;

    public string TitleKey => "org.units";

    public async ValueTask<IReadOnlyList<SearchHit>> Search(string words, int limit, CancellationToken cancel) =>
        [.. (await units.Find(words, limit, cancel)).Select(u => new SearchHit(u.Name, u.Detail, $"/organisation/units/{u.Id}"))];
}

/// <summary>People in the search over everything, with the posts of the day.</summary>
internal sealed class PersonSearch(Mediator ask, Words texts) : ISearchProvider
{
    public int Order => 20;

    public string TitleKey => "org.people";

    public async ValueTask<IReadOnlyList<SearchHit>> Search(string words, int limit, CancellationToken cancel) =>
        (await ask.Send(new ListPeople.Request(words, Limit: limit), cancel: cancel)).Match<IReadOnlyList<SearchHit>>(
            page => [.. page.Items.Select(p => new SearchHit(p.Name, p.Posts.Count == 0 ? p.Number : string.Join(texts["ui.comma"], p.Posts.Select(h => h.Title)), $"/organisation/people/{p.Id.Value}"))],
            _ => []);
}
