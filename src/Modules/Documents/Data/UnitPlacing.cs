using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading.Units;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>A unit that a name may mean.</summary>
internal sealed record UnitOption(UnitId Id, string Name);

/// <summary>A printed name and what it means.</summary>
/// <param name="Uses">In how many finds of the document it stands.</param>
/// <param name="Outcome">How it was placed.</param>
/// <param name="Unit">The unit, where it is one.</param>
/// <param name="Options">Those it may be.</param>
/// <param name="IsAnswered">Whether a person has said so.</param>
/// <param name="Version">Of the answer; 0 where there never was one.</param>
internal sealed record PlacedName(string Printed, int Uses, ResolutionOutcome Outcome, UnitOption? Unit, IReadOnlyList<UnitOption> Options, string Reason, bool IsAnswered, int Version)
{
    /// <summary>Whether a person must still say which unit is meant.</summary>
    public bool IsOpen => !IsAnswered && Outcome is ResolutionOutcome.Uncertain or ResolutionOutcome.Unknown;
}

/// <summary>Places printed names: by what people have answered, then by the register of the document's day.</summary>
internal sealed class UnitPlacing(BihuanContext db, IOrganisationQueries organisation, Moment moment)
{
    /// <summary>Every name with what it means, in order of first mention.</summary>
    public async ValueTask<IReadOnlyList<PlacedName>> Place(DocumentId document, IEnumerable<string> names, CancellationToken cancel)
    {
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        List<string> order = [];
        foreach (var name in names)
        {
            if (!uses.TryAdd(name, 1))
            {
                uses[name]++;
            }
            else
            {
                order.Add(name);
            }
        }

        if (order.Count == 0 || await db.Set<Document>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == document, cancel) is not { } of)
        {
            return [];
        }

        var answers = await db.Set<UnitName>().AsNoTracking().Where(n => order.Contains(n.Printed)).ToDictionaryAsync(n => n.Printed, StringComparer.Ordinal, cancel);
        var register = await organisation.Names(of.Date ?? moment.Day, cancel);

        // Another place's bureau is not ours, however alike the names.
        var level = UnitResolver.LevelOf(of.Issuers, of.Title, register.Registry.Government);
        return order.ConvertAll(name =>
        {
            if (answers.TryGetValue(name, out var answer) && answer.Answered)
            {
                return new PlacedName(name, uses[name], answer.Unit is null ? ResolutionOutcome.Collective : ResolutionOutcome.Alias, answer.Unit is { } unit ? new(unit, answer.UnitTitle ?? "") : null, [], "", IsAnswered: true, answer.Version);
            }

            var resolved = register.Resolve(name, level);
            return new PlacedName(
                name, uses[name], resolved.Outcome, resolved.Unit is { } found && resolved.Outcome is not ResolutionOutcome.Uncertain ? new(found.Id, found.Name) : null,
                [.. resolved.Candidates.Select(c => new UnitOption(c.Id, c.Name))], resolved.Reason, IsAnswered: false, answer?.Version ?? 0);
        });
    }

    /// <summary>The names that a person must still place.</summary>
    public async ValueTask<IReadOnlySet<string>> Unplaced(DocumentId document, IEnumerable<string> names, CancellationToken cancel) =>
        (await Place(document, names, cancel)).Where(n => n.IsOpen).Select(n => n.Printed).ToHashSet(StringComparer.Ordinal);
}
