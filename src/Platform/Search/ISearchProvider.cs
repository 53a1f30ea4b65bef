namespace Bihuan.Platform;

/// <summary>What a module adds to the search over everything (Ctrl-K). Registered scoped: <c>services.AddScoped&lt;ISearchProvider, UnitSearch&gt;()</c>.
/// It asks through <see cref="Mediator"/>, so a person finds only what they may see.</summary>
public interface ISearchProvider
{
    /// <summary>Smaller comes first.</summary>
    int Order { get; }

    /// <summary>The key of the word above its results.</summary>
    string TitleKey { get; }

    /// <summary>The best results for some words, best first.</summary>
    ValueTask<IReadOnlyList<SearchHit>> Search(string words, int limit, CancellationToken cancel);
}

/// <summary>Something found.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Detail">Where it stands or what tells it apart.</param>
/// <param name="Address">Where it is shown.</param>
public sealed record SearchHit(string Title, string? Detail, string Address);
