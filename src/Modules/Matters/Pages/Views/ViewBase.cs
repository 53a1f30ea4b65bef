using Bihuan.Platform;
using Microsoft.AspNetCore.Components;

namespace Bihuan.Matters;

/// <summary>What the forms of the list share: the list's filter, and links to the table with more of it.</summary>
public abstract class ViewBase : AnswerView
{
    /// <summary>Which matters.</summary>
    [Parameter, EditorRequired] public object Filter { get; set; } = null!;

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
}
