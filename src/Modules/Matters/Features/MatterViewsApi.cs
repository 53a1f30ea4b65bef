using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Bihuan.Matters;

/// <summary>The forms of the list in the API, each with the list's own filter, a value a parameter; saved views; sheets.</summary>
internal static class MatterViewsApi
{
    public static void Map(RouteGroupBuilder matters)
    {
        matters.MapQuery("/views", (ListViews.Request r) => r);
        matters.MapCommand("/views", (SaveView.Request r) => r);
        matters.MapCommand("/views/remove", (RemoveView.Request r) => r);
        matters.MapCommand("/views/default", (ChooseDefaultView.Request r) => r);
        matters.MapCommand("/import", (ImportMatters.Request r) => r);
        matters.MapPost("/import/try", async ([FromBody] TryMatterImport.Request request, Mediator ask, Words words, CancellationToken cancel) => (await ask.Send(request, cancel: cancel)).ToHttp(words))
            .WithMetadata(new RequestEndpoint(typeof(TryMatterImport.Request), IsCommand: false), new NeedsAttribute(MattersPermissions.Issue)).Produces<MatterImportReport>();
        View<ShowBoard.Answer>(matters.MapGet("/board", ([AsParameters] MatterFilter filter, BoardBy? by, Mediator ask, Words words, CancellationToken cancel) =>
            Answer(ask, words, new ShowBoard.Request(filter, by ?? BoardBy.State), cancel)), typeof(ShowBoard.Request));
        View<ShowCalendar.Answer>(matters.MapGet("/calendar", ([AsParameters] MatterFilter filter, DateOnly? month, Mediator ask, Words words, CancellationToken cancel) =>
            Answer(ask, words, new ShowCalendar.Request(filter, month), cancel)), typeof(ShowCalendar.Request));
        View<Page<ShowGantt.Line>>(matters.MapGet("/gantt", ([AsParameters] MatterFilter filter, string? after, int? limit, Mediator ask, Words words, CancellationToken cancel) =>
            Answer(ask, words, new ShowGantt.Request(filter, after, limit), cancel)), typeof(ShowGantt.Request));
        View<ShowTree.Answer>(matters.MapGet("/tree", ([AsParameters] MatterFilter filter, string? after, int? limit, Mediator ask, Words words, CancellationToken cancel) =>
            Answer(ask, words, new ShowTree.Request(filter, after, limit), cancel)), typeof(ShowTree.Request));
        View<ShowStreets.Answer>(matters.MapGet("/streets", ([AsParameters] MatterFilter filter, Mediator ask, Words words, CancellationToken cancel) =>
            Answer(ask, words, new ShowStreets.Request(filter), cancel)), typeof(ShowStreets.Request));
    }

    private static async Task<IResult> Answer<T>(Mediator ask, Words words, IQuery<T> request, CancellationToken cancel) => (await ask.Send(request, cancel: cancel)).ToHttp(words);

    private static void View<TResult>(RouteHandlerBuilder endpoint, Type request) =>
        endpoint.WithMetadata(new RequestEndpoint(request, IsCommand: false), new NeedsAttribute(MattersPermissions.View)).Produces<TResult>();
}
