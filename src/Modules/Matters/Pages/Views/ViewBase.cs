using Bihuan.Kernel;
using Microsoft.AspNetCore.Components;

namespace Bihuan.Matters;

/// <summary>What the forms of the list share: the list's filter, and links to the table with more of it.</summary>
public abstract class ViewBase : ComponentBase
{
    /// <summary>The page's address.</summary>
    [Inject] public NavigationManager Nav { get; set; } = null!;

    /// <summary>Which matters.</summary>
    [Parameter, EditorRequired] public object Filter { get; set; } = null!;

    /// <summary>Why it could not be shown.</summary>
    protected IReadOnlyList<Problem> Problems { get; private set; } = [];

    /// <summary>Which matters.</summary>
    private protected MatterFilter Which => (MatterFilter)Filter;

    /// <summary>The table with these values of the address on top of those that are there.</summary>
    protected string Table(params IReadOnlyList<(string Key, string? Value)> more)
    {
        ArgumentNullException.ThrowIfNull(more);
        Dictionary<string, object?> values = new(StringComparer.Ordinal) { ["view"] = null, ["by"] = null, ["page"] = null, ["month"] = null, ["group"] = null };
        foreach (var (key, value) in more)
        {
            values[key] = value;
        }

        return Nav.GetUriWithQueryParameters(values);
    }

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
