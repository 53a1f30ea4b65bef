using Bihuan.Platform;

namespace Bihuan.Documents;

/// <summary>What documents ask of a person on the start page: to begin or finish a review, to decide on contradictions.</summary>
internal sealed class DocumentHome(Mediator ask, Words words, IRights rights) : IHomeProvider
{
    public int Order => 10;

    public async ValueTask<IReadOnlyList<HomeItem>> Items(CancellationToken cancel)
    {
        List<HomeItem> items = [];
        if (await rights.May(DocumentsPermissions.Review, cancel))
        {
            foreach (var state in (ReviewState[])[ReviewState.NotBegun, ReviewState.UnderWay])
            {
                var documents = await ask.Send(new ListDocuments.Request(Review: state.ToString(), Limit: 1), cancel: cancel);
                Add(documents.Match(d => d.Total, _ => 0), "home.review" + state, "home.review" + state + ".why", $"/documents?review={state}");
            }
        }
        if (await rights.May(DocumentsPermissions.Decide, cancel))
        {
            var open = await ask.Send(new ListContradictions.Request(State: "open", Severity: nameof(Reading.Severity.Error), Limit: 1), cancel: cancel);
            Add(open.Match(c => c.Total, _ => 0), "home.contradictions", "home.contradictions.why", "/documents/contradictions?state=open&severity=Error");
        }

        return items;

        void Add(int count, string title, string why, string address)
        {
            if (count > 0)
            {
                items.Add(new(words[title], count, words[why], address));
            }
        }
    }
}
