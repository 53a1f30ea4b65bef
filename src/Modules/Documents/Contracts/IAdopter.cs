using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Reading;

namespace Bihuan.Documents;

/// <summary>An accepted find on its way into a module (采纳).</summary>
/// <param name="Document">The document.</param>
/// <param name="Find">The find's number in the document, from 0 in text order.</param>
/// <param name="Source">The clause, by which people name it.</param>
/// <param name="Date">The document's day of signature; <see langword="null"/> where none is printed.</param>
/// <param name="What">The find, as edited by the reviewer where it was.</param>
/// <param name="ContentHash">SHA-256 of the find's content in hexadecimal: same document, place, kind and hash are the same find.</param>
/// <param name="Units">The units that the printed names mean, as far as they are known.</param>
public sealed record AdoptionItem(DocumentId Document, int Find, Clause Source, DateOnly? Date, Commitment What, string ContentHash, IReadOnlyDictionary<string, UnitId> Units)
{
    /// <summary>The document's title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Who issued the document, as printed.</summary>
    public IReadOnlyList<string> Issuers { get; init; } = [];
}

/// <summary>What became of a find in the module that took it.</summary>
/// <param name="Adopter">The name of the adopter that keeps it.</param>
/// <param name="Key">By which the adopter finds it again.</param>
/// <param name="Title">What a person calls it.</param>
/// <param name="Address">Its page, or <see langword="null"/>.</param>
public sealed record AdoptedThing(string Adopter, string Key, string Title, string? Address);

/// <summary>Takes accepted finds of some kinds into a module. A module registers its adopters as scoped services; they are resolved in a
/// scope in which the program acts on behalf of the person who adopts, so that requests they send need no further right.</summary>
public interface IAdopter
{
    /// <summary>A stable name, such as <c>organisation.appointment</c>.</summary>
    string Name { get; }

    /// <summary>The kinds of commitments it looks at, as <see cref="Commitment.Kind"/> names them.</summary>
    IReadOnlyCollection<string> Kinds { get; }

    /// <summary>Whether it takes this one; of several adopters of a kind the first that does has it.</summary>
    bool Takes(Commitment what);

    /// <summary>Takes it in. Taking the same item in twice changes nothing and gives back the same thing: the first attempt may have been
    /// cut off after the module's own change.</summary>
    ValueTask<Result<AdoptedThing>> Adopt(AdoptionItem item, CancellationToken cancel);

    /// <summary>How it stands today, in the person's language, such as 在任; <see langword="null"/> where it is gone.</summary>
    ValueTask<string?> StateOf(AdoptedThing thing, CancellationToken cancel);

    /// <summary>Takes it back.</summary>
    ValueTask<Result<Platform.None>> Revoke(AdoptedThing thing, CancellationToken cancel);
}
