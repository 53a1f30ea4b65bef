using System.Text.Json;
using Bihuan.Persistence;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Web.Tests;

internal static class WebExtensions
{
    public static async Task<JsonElement> GetFromJson(this HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }

    /// <summary>Takes the last entry of the journal away, as nobody may.</summary>
    public static async Task CutJournal(this DistrictWeb web)
    {
        await using var scope = web.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        await db.Set<JournalEntry>().OrderByDescending(e => e.Position).Take(1).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
    }
}
