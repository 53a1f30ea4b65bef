using MudBlazor;

namespace Bihuan.Platform;

/// <summary>Short ways to the shared dialogs.</summary>
public static class Dialogs
{
    /// <summary>Asks for a confirmation.</summary>
    /// <param name="dialogs">The dialogs of the page.</param>
    /// <param name="title">What is about to be done, as a question.</param>
    /// <param name="text">What that means.</param>
    /// <param name="doIt">The button's word.</param>
    /// <param name="needsReason">Whether a reason must be given.</param>
    /// <param name="isDanger">Whether it destroys or ends something.</param>
    /// <returns>The reason, empty where none is asked for; <see langword="null"/> when the person thought better of it.</returns>
    public static async Task<string?> Confirm(this IDialogService dialogs, string title, string? text = null, string? doIt = null, bool needsReason = false, bool isDanger = false)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { d => d.Title, title },
            { d => d.Text, text },
            { d => d.DoIt, doIt },
            { d => d.NeedsReason, needsReason },
            { d => d.IsDanger, isDanger },
        };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(title, parameters, new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true });
        return await dialog.Result is { Canceled: false, Data: string reason } ? reason : null;
    }
}
