using Microsoft.Playwright;

namespace Bihuan.TestKit;

/// <summary>Works the fields that are more than one element.</summary>
public static class Fields
{
    private const int Attempts = 6, Patience = 5_000;

    /// <summary>Types into a field that finds one of many, and takes the first that is found. A field of several is made anew after each choice, and what was
    /// typed into the one before is gone with it: then it is typed again.</summary>
    /// <param name="page">The page.</param>
    /// <param name="label">The field's label.</param>
    /// <param name="typed">What is typed.</param>
    /// <param name="within">Where the field is.</param>
    public static async Task Choose(this IPage page, string label, string typed, string within = "main")
    {
        ArgumentNullException.ThrowIfNull(page);
        for (var attempt = 1; ; attempt++)
        {
            await page.Locator(within).GetByRole(AriaRole.Combobox, new() { Name = label }).FillAsync(typed);
            try
            {
                await page.Locator($"{within} [role=option]:visible:not([aria-disabled])").First.ClickAsync(new() { Timeout = Patience });
                return;
            }
            catch (TimeoutException) when (attempt < Attempts)
            {
                // The field was made anew.
            }
        }
    }
}
