using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Xunit;
using People = Bihuan.TestKit.People;

namespace Bihuan.Web.Tests;

/// <summary>The log says what the program did, and nothing of what people wrote.</summary>
public class LogTests
{
    [Fact]
    public async Task TheLogOfAJourney_HoldsNoNames_Passwords_OrSearchWords()
    {
        using var log = new StringWriter();
        var guarded = TextWriter.Synchronized(log);
        string[] secrets = ["张三丰", "秘密的街道", "要找的词", "Falsch-2022-wort!", People.Password, "u-reader", "Kennung"];
        var web = await DistrictWeb.Start(DatabaseKind.Sqlite, o => o with { Log = guarded });
        await using (web)
        {
            await web.SetUp();
            await web.Done(new CreateUnit("秘密的街道"));
            await web.Done(new EnterPerson("张三丰"));
            using var client = await web.LogIn(Role.Reader);
            await client.GetAsync("/home", Cancel);
            await client.GetAsync("/organisation?q=" + Uri.EscapeDataString("要找的词"), Cancel);
            await client.GetAsync("/api/v1/organisation/units?words=" + Uri.EscapeDataString("要找的词"), Cancel);
            await client.GetAsync("/api/v1/nothing?x=" + Uri.EscapeDataString("要找的词"), Cancel);

            using var other = web.Client();
            var page = await other.GetStringAsync("/login", Cancel);
            var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]{1,400})\"").Groups[1].Value;
            using var form = new FormUrlEncodedContent([new("_handler", "log-in"), new("__RequestVerificationToken", token), new("Typed.Name", "Kennung"), new("Typed.Password", "Falsch-2022-wort!")]);
            await other.PostAsync("/login", form, Cancel);
        }

        var text = log.ToString();
        Assert.Contains("/api/v1/organisation/units", text, StringComparison.Ordinal);
        Assert.All(secrets, s =>
        {
            Assert.DoesNotContain(s, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Uri.EscapeDataString(s), text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Escaped(s), text, StringComparison.OrdinalIgnoreCase);
        });
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>As JSON may write it.</summary>
    private static string Escaped(string text) => string.Concat(text.Select(c => c < 128 ? c.ToString() : $"\\u{(int)c:x4}"));
}
