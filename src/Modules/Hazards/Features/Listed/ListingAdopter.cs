using Bihuan.Documents;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Hazards that a document lists come under listed supervision (采纳为挂牌督办): premises found or registered, the hazard registered with its items, graded major by the decision, listed, its matter
/// opened. What cannot be placed is said, and nothing is half done.</summary>
internal sealed class ListingAdopter(Mediator ask, BihuanContext db, ListedQueries listings, IPremisesQueries premises, IOrganisationQueries organisation, ListingRules rules, Moment moment, Words words) : IAdopter
{
    public string Name => "hazards.listing";

    public IReadOnlyCollection<string> Kinds { get; } = ["hazard"];

    public bool Takes(Commitment what) => true;

    public async ValueTask<Result<AdoptedThing>> Adopt(AdoptionItem item, CancellationToken cancel)
    {
        var what = (HazardCommitment)item.What;
        var (day, units) = (item.Date ?? moment.Day, await organisation.Units(moment.Day, cancel));
        var (supervising, body, category) = (what.Supervising.Distinct(StringComparer.Ordinal).ToList(), await BodyOf(item, units, cancel), rules.CategoryOf(what.Items.Prepend(item.Title), day));
        List<Problem> problems = [.. supervising.Where(n => !item.Units.ContainsKey(n)).Select(n => Problem.Coded("HAZ-306", nameof(what.Supervising), n))];
        problems.AddRange(body is null ? [Problem.Coded("HAZ-307", nameof(item.Issuers))] : []);
        problems.AddRange(category is null ? [Problem.Coded("HAZ-308", nameof(what.Items))] : []);
        problems.AddRange(what.Deadline?.Date is null ? [Problem.Coded("HAZ-326", nameof(what.Deadline))] : []);
        var origin = $"{item.Source}|{item.ContentHash}";
        if (problems.Count > 0)
        {
            return problems;
        }

        // The same find again: nothing is looked for or registered once more.
        if (await db.Set<Listing>().AsNoTracking().SingleOrDefaultAsync(l => l.Origin == origin, cancel) is { } known)
        {
            return Thing(known.Id, known.Terms.Name!);
        }

        var supervisors = supervising.ConvertAll(n => item.Units[n]);
        var street = units.Where(u => u.Kind is UnitKind.Street && supervisors.Contains(u.Id)).Select(u => (UnitId?)u.Id).FirstOrDefault();
        var terms = new ListingTerms(item.Source.Document, day, body!.Value, supervisors, what.Deadline!.Date!.Value, null, Known(what.Name), Known(what.Address), Known(what.Nature), item.Source, item.Document);
        var items = what.Items.Select(text => new HazardItem(text, what.Standards.FirstOrDefault(s => text.Contains(s, StringComparison.OrdinalIgnoreCase)))).ToList();

        // Whatever else is against it is said before premises are registered for it.
        var found = await premises.Named(what.Name, cancel);
        if (found.Count > 1)
        {
            return Problem.Coded("HAZ-309", nameof(what.Name), what.Name);
        }

        var place = found.Count == 1 ? found[0].Id : (PremisesId?)null;
        if (place is null)
        {
            var registered = await ask.Send(
                new RegisterPremises(new() { Name = what.Name.Trim(), Kind = rules.KindOf(what.Nature), Address = what.Address?.Trim() ?? "", Street = street, Note = words["listed.registeredPremises", item.Source] }), cancel: cancel);
            if (registered is not Result<PremisesId>.Done(var made))
            {
                return registered.Map<AdoptedThing>(_ => null!);
            }

            place = made;
        }

        var hazard = new HazardTerms { Premises = [place.Value], Category = category!.Value, Items = items, Street = street };
        return (await ask.Send(new ListHazard.Request(terms, Register: hazard, Origin: origin), cancel: cancel)).Map(id => Thing(id, what.Name.Trim()));
    }

    public async ValueTask<string?> StateOf(AdoptedThing thing, CancellationToken cancel) => await listings.StageOf(ListingId.From(Guid.Parse(thing.Key)), cancel) is { } stage ? words.Of(stage) : null;

    public async ValueTask<Result<None>> Revoke(AdoptedThing thing, CancellationToken cancel)
    {
        var id = ListingId.From(Guid.Parse(thing.Key));
        return await db.Set<Listing>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, cancel) is null or { State: ListingState.Revoked } ? default(None)
            : await ask.Send(new RevokeListing.Request(id, words["listed.adoptionRevoked"]), cancel: cancel);
    }

    private AdoptedThing Thing(ListingId id, string title) => new(Name, id.Value.ToString(), title, $"/hazards/listed/{id.Value}");

    /// <summary>The body that lists: whoever issued the document, else the government itself.</summary>
    private async ValueTask<UnitId?> BodyOf(AdoptionItem item, IReadOnlyList<UnitOnDay> units, CancellationToken cancel)
    {
        var names = await organisation.Names(moment.Day, cancel);
        return item.Issuers.Select(n => names.Resolve(n).Unit?.Id).FirstOrDefault(u => u is not null)
            ?? (units.Where(u => u.Parent is null && units.Any(below => below.Parent == u.Id)).ToList() is [var top] ? top.Id : null);
    }

    private static string? Known(string? text) => HazardCheck.Blank(text);
}
