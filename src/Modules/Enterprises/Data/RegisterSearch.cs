using Bihuan.Platform;

namespace Bihuan.Enterprises;

/// <summary>Premises in the search over everything.</summary>
internal sealed class PremisesSearch(Mediator ask) : ISearchProvider
{
    public int Order => 12;

    public string TitleKey => "enterprises.premises";

    public async ValueTask<IReadOnlyList<SearchHit>> Search(string words, int limit, CancellationToken cancel) =>
        (await ask.Send(new ListPremises.Request(words, Limit: limit), cancel: cancel)).Match<IReadOnlyList<SearchHit>>(
            page => [.. page.Items.Select(p => new SearchHit(p.Name, p.Address.Length > 0 ? p.Address : p.StreetName, $"/premises/{p.Id.Value}"))], _ => []);
}

/// <summary>Firms in the search over everything.</summary>
internal sealed class EnterpriseSearch(Mediator ask) : ISearchProvider
{
    public int Order => 13;

    public string TitleKey => "enterprises.firms";

    public async ValueTask<IReadOnlyList<SearchHit>> Search(string words, int limit, CancellationToken cancel) =>
        (await ask.Send(new ListEnterprises.Request(words, Limit: limit), cancel: cancel)).Match<IReadOnlyList<SearchHit>>(
            page => [.. page.Items.Select(e => new SearchHit(e.Name, e.Code ?? e.StreetName, $"/enterprises/{e.Id.Value}"))], _ => []);
}
