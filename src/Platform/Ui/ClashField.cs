using MudBlazor;

namespace Bihuan.Platform;

/// <summary>A field that two people may have changed at once.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Label">What it is called on the page.</param>
/// <param name="Before">What both had opened.</param>
/// <param name="Mine">What this person entered.</param>
/// <param name="Theirs">What is saved now.</param>
public sealed record ClashField(string Key, string Label, string Before, string Mine, string Theirs)
{
    /// <summary>Whether both changed it, and not to the same: only the person can say which holds.</summary>
    public bool IsClash => Mine != Theirs && Mine != Before && Theirs != Before;

    /// <summary>Whether mine is taken unless the person says otherwise: where only this person changed it.</summary>
    public bool TakesMine => Mine != Theirs && Mine != Before;
}

/// <summary>The short way to the dialog of a clash.</summary>
public static class ClashDialogs
{
    /// <summary>Shows both versions and lets the person choose field by field.</summary>
    /// <returns>The keys of the fields of which mine is taken; <see langword="null"/> when the person goes back to the form.</returns>
    public static async Task<IReadOnlySet<string>?> Clash(this IDialogService dialogs, IReadOnlyList<ClashField> fields)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        var dialog = await dialogs.ShowAsync<ClashDialog>(null, new DialogParameters<ClashDialog> { { d => d.Fields, fields } }, new DialogOptions { MaxWidth = MaxWidth.Medium, FullWidth = true, CloseOnEscapeKey = true });
        return await dialog.Result is { Canceled: false, Data: IReadOnlySet<string> mine } ? mine : null;
    }
}
