using Bihuan.Kernel;
using Microsoft.AspNetCore.Components;

namespace Bihuan.Platform;

/// <summary>Shows what a request answered, or why it was refused.</summary>
public abstract class AnswerView : ComponentBase
{
    /// <summary>The page's address.</summary>
    [Inject] public NavigationManager Nav { get; set; } = null!;

    /// <summary>Why it could not be shown, or something was refused.</summary>
    protected IReadOnlyList<Problem> Problems { get; set; } = [];

    /// <summary>The value, or nothing with the problems to show.</summary>
    protected T? Take<T>(Result<T> result)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(result);
        var (value, problems) = result.Match<(T?, IReadOnlyList<Problem>)>(v => (v, []), p => (null, p));
        Problems = problems;
        return value;
    }
}

/// <summary>A page that loads what it shows, again whenever its address changes.</summary>
public abstract class LoadedPage : AnswerView
{
    /// <summary>The day shown.</summary>
    [Inject] public Moment Moment { get; set; } = null!;

    /// <summary>Loads what the page shows.</summary>
    protected abstract Task Load();

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => Load();
}
