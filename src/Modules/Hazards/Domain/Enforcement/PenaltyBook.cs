using System.Globalization;
using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>How sure a figure is.</summary>
internal enum Certainty
{
    /// <summary>V: read in the document or a reprint of it.</summary>
    Verified,

    /// <summary>R: well known, the clause itself not read again.</summary>
    Recalled,

    /// <summary>P: proposed, no document fixes it.</summary>
    Proposed,
}

/// <summary>Between which amounts a fine lies (罚款幅度), by a clause for some time.</summary>
/// <param name="Key">By which records name it; of several dated brackets of a key one holds on a day.</param>
/// <param name="Clause">The clause.</param>
/// <param name="Case">For what, condensed.</param>
/// <param name="Party">Who is fined; anybody where none is named.</param>
/// <param name="Min">The least in yuan, itself allowed; where it is 0 anything above nothing is.</param>
/// <param name="Max">The most in yuan, itself allowed.</param>
/// <param name="From">The first day; the document's own where none is given.</param>
/// <param name="To">The last day; the document's own where none is given.</param>
/// <param name="Note">What is to be known of it.</param>
internal sealed record BracketLine(string Key, string Clause, string Case, FinedParty? Party, decimal Min, decimal Max, DateOnly? From = null, DateOnly? To = null, string? Note = null);

/// <summary>The brackets of one document, as a file of <c>data/rules/penalties</c> holds them.</summary>
/// <param name="Document">The law or order.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Source">Where the figures are from.</param>
/// <param name="Certainty">How sure they are.</param>
/// <param name="Note">What is to be known of all of them.</param>
internal sealed record PenaltyFile(string Document, DateOnly From, DateOnly? To, string Source, Certainty Certainty, string? Note, IReadOnlyList<BracketLine> Brackets);

/// <summary>A bracket with its document.</summary>
internal sealed record PenaltyBracket(
    string Key, string Document, string Clause, string Case, FinedParty? Party, decimal Min, decimal Max, DateOnly From, DateOnly? To, Certainty Certainty, string Source, string? Note)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && day <= (To ?? DateOnly.MaxValue);

    /// <summary>Whether an amount lies in it.</summary>
    public bool Holds(decimal amount) => amount > 0 && amount >= Min && amount <= Max;
}

/// <summary>Every bracket that is known. The day of the act decides; outside the days that a rule knows it refuses.</summary>
/// <param name="files">Documents with their brackets.</param>
internal sealed class PenaltyBook(IReadOnlyList<PenaltyFile> files)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<PenaltyBracket> All { get; } =
        [.. files.SelectMany(f => f.Brackets.Select(b => new PenaltyBracket(b.Key, f.Document, b.Clause, b.Case, b.Party, b.Min, b.Max, b.From ?? f.From, b.To ?? f.To, f.Certainty, f.Source, b.Note ?? f.Note)))];

    /// <summary>The brackets that hold on a day.</summary>
    public IReadOnlyList<PenaltyBracket> On(DateOnly day) => [.. All.Where(b => b.HoldsOn(day))];

    /// <summary>What is wrong with the book: brackets upside down, or two of a key on one day.</summary>
    public IReadOnlyList<string> Faults() =>
    [
        .. All.Where(b => b.Min < 0 || b.Max <= 0 || b.Min > b.Max || b.To < b.From).Select(b => b.Key),
        .. All.GroupBy(b => b.Key, StringComparer.Ordinal).SelectMany(g => g.OrderBy(b => b.From).Zip(g.OrderBy(b => b.From).Skip(1)).Where(p => p.First.HoldsOn(p.Second.From)).Select(p => p.First.Key)),
    ];

    /// <summary>Every reason against a fine.</summary>
    /// <param name="fine">The fine.</param>
    /// <param name="basis">The basis as it is entered.</param>
    /// <param name="day">The day of the act.</param>
    public IEnumerable<Problem> Against(Fine fine, string basis, DateOnly day)
    {
        if (fine.Amount is <= 0 or > 1_000_000_000_000m || decimal.Round(fine.Amount, 2) != fine.Amount)
        {
            yield return Problem.Coded("HAZ-411", nameof(Fine.Amount), Figure(fine.Amount));
            yield break;
        }
        if (fine.Bracket is null)
        {
            if (!fine.HasNoBracket)
            {
                yield return Problem.Coded("HAZ-415", nameof(Fine.Bracket));
            }
            else if (Named(basis, day) is { } named)
            {
                yield return Problem.Coded("HAZ-416", nameof(Fine.HasNoBracket), named.Document, named.Clause, Figure(named.Min), Figure(named.Max));
            }

            yield break;
        }

        var known = All.Where(b => b.Key == fine.Bracket).OrderBy(b => b.From).ToList();
        if (known.Count == 0)
        {
            yield return Problem.Coded("HAZ-417", nameof(Fine.Bracket), fine.Bracket);
            yield break;
        }
        if (known.Find(b => b.HoldsOn(day)) is not { } held)
        {
            yield return Problem.Coded("HAZ-414", nameof(Fine.Bracket), known[0].Document, known[0].Clause, HazardCheck.Iso(day), HazardCheck.Iso(known[0].From), known[^1].To is { } last ? HazardCheck.Iso(last) : "…");
            yield break;
        }
        if (held.Party is { } party && party != fine.Party)
        {
            yield return Problem.Coded("HAZ-413", nameof(Fine.Party), held.Document, held.Clause, held.Case, $"FinedParty.{party}");
        }
        if (!held.Holds(fine.Amount))
        {
            yield return Problem.Coded("HAZ-412", nameof(Fine.Amount), Figure(fine.Amount), held.Document, held.Clause, held.Case, Figure(held.Min), Figure(held.Max));
        }
    }

    /// <summary>A bracket of the day whose document and clause a basis names.</summary>
    public PenaltyBracket? Named(string basis, DateOnly day) =>
        On(day).FirstOrDefault(b => basis.Contains(b.Document.Trim('《', '》'), StringComparison.Ordinal) && basis.Contains(b.Clause, StringComparison.Ordinal));

    private static string Figure(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
