namespace Bihuan.Platform;

/// <summary>What a module asks of the person on the start page. Registered scoped; asks through <see cref="Mediator"/>, so everybody sees
/// only what is theirs.</summary>
public interface IHomeProvider
{
    /// <summary>Smaller comes first.</summary>
    int Order { get; }

    /// <summary>What waits for the person; nothing where nothing does.</summary>
    ValueTask<IReadOnlyList<HomeItem>> Items(CancellationToken cancel);
}

/// <summary>Something that waits for the person.</summary>
/// <param name="Title">What is asked, such as "findings to review".</param>
/// <param name="Count">How many.</param>
/// <param name="Why">Why it is asked of this person.</param>
/// <param name="Address">Where it is done.</param>
public sealed record HomeItem(string Title, int Count, string? Why, string Address);
