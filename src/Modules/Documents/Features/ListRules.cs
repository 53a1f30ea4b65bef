using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Documents;

/// <summary>The adopted rules in force on a day, each with its clause (规定).</summary>
internal static class ListRules
{
    /// <param name="Kind">The kind of rule.</param>
    /// <param name="Day">The day; the day shown where null.</param>
    /// <param name="After">Where the part before ended.</param>
    /// <param name="Limit">How many to give.</param>
    [Needs(DocumentsPermissions.View)]
    public sealed record Request(string Kind, DateOnly? Day = null, string? After = null, int? Limit = null) : IQuery<Page<Row>>;

    public sealed record Row(RuleId Id, Clause Source, DateOnly From, DateOnly? To, JsonElement What);

    internal sealed class Handler(Library rules, Moment moment) : IHandler<Request, Page<Row>>
    {
        public async ValueTask<Result<Page<Row>>> Handle(Request request, CancellationToken cancel) =>
            (await rules.Part(request.Kind, request.Day ?? moment.Day, request.After, request.Limit, cancel))
                .Map(part => part.With<Row>([.. part.Items.Select(r => new Row(r.Id, r.Source, r.From, r.To, JsonElement.Parse(Reading.Json.ReadingJson.Write(r.What))))]));
    }
}
