using Bihuan.Accounts;
using Bihuan.Enterprises;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SkiaSharp;
using Xunit;
using static Microsoft.Playwright.Assertions;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Bihuan.Hazards.Tests;

/// <summary>The page in the field, in a real browser at the width of a phone.</summary>
public sealed class FieldPageTests(Browser browser) : WebTest(browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WithoutSignal_ReportsWait_AndArriveOnceWhenTheLineIsBack()
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var premises = await web.Done(new RegisterPremises(new() { Name = "港龙一号库", Kind = "cold-store", Point = new(121.8m, 29.9m) }));
        var page = await Open(web, Screen.Phone);
        var phone = page.Context;
        await phone.GrantPermissionsAsync(["geolocation"]);
        await phone.SetGeolocationAsync(new() { Longitude = 121.8f, Latitude = 29.9f, Accuracy = 9 });
        await web.LogIn(page, People.NameOf(Role.UnitOfficer));
        await page.GotoAsync("/field");
        await page.WaitForSelectorAsync("html[data-ready=offline]");
        await Expect(page.Locator("#who")).ToHaveTextAsync($"{Role.UnitOfficer}");
        await BrowserSession.AssertAccessibleAsync(page);

        // A plate that is scanned without signal: its premises were kept when there was one.
        await page.WaitForFunctionAsync("""async () => (await (await import("/js/field-outbox.js")).kept("premises"))?.length === 1""");
        await phone.SetOfflineAsync(true);
        await page.GotoAsync($"/field?premises={premises.Value}");
        await Expect(page.Locator("#chosen-name")).ToContainTextAsync("港龙一号库");
        await BrowserSession.AssertAccessibleAsync(page);
        await Report(page, "Gas");
        await Expect(page.Locator("#outbox li")).ToContainTextAsync("港龙一号库");
        await Expect(page.Locator("#chosen")).ToBeHiddenAsync();

        // The place is tapped on the map, which is drawn of what the phone keeps.
        await Photograph(page);
        await page.ClickAsync("#map-part summary");
        await Expect(page.Locator("#map .map-premises")).ToHaveCountAsync(1);
        var map = (await page.Locator("#map").BoundingBoxAsync())!;
        await page.Locator("#map").ClickAsync(new() { Position = new() { X = (map.Width / 2) + 60, Y = map.Height / 2 } });
        await Expect(page.Locator("#map .map-pin")).ToHaveCountAsync(1);
        await Expect(page.Locator("#place-note")).ToContainTextAsync("已在地图上选定位置");
        await BrowserSession.LooksRightAsync(page, "field-map-phone-390");
        await Choose(page, "Exits");
        await Expect(page.Locator("#outbox .waiting")).ToHaveCountAsync(2);

        // A photograph that was taken but not sent yet outlives the page too.
        await Photograph(page);
        await Expect(page.Locator("#photographs img")).ToHaveCountAsync(1);
        await page.CloseAsync();
        page = await phone.NewPageAsync();
        await page.GotoAsync("/field");
        await Expect(page.Locator("#outbox .waiting")).ToHaveCountAsync(2);
        await Expect(page.Locator("#photographs img")).ToHaveCountAsync(1);
        await BrowserSession.AssertAccessibleAsync(page);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth - 1)"));
        await Choose(page, "Other");
        await Expect(page.Locator("#outbox .waiting")).ToHaveCountAsync(3);

        await phone.SetOfflineAsync(false);
        await Expect(page.Locator("#outbox .sent")).ToHaveCountAsync(3);
        Assert.Equal(["XC-20220401-000001", "XC-20220401-000002", "XC-20220401-000003"], (await page.Locator("#outbox .receipt").AllInnerTextsAsync()).Select(t => t[^18..]).Order(StringComparer.Ordinal));

        // Opened once more, nothing goes twice.
        await page.ReloadAsync();
        await Expect(page.Locator("#outbox .sent")).ToHaveCountAsync(3);
        await using var scope = web.Services.CreateAsyncScope();
        var reports = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<FieldReport>().AsNoTracking().ToListAsync(Cancel);
        Assert.Equal([FieldCategory.Exits, FieldCategory.Gas, FieldCategory.Other], reports.Select(r => r.Terms.Category).Order());
        Assert.Equal(premises, Assert.Single(reports, r => r.Terms.Premises is not null).Terms.Premises);
        Assert.All(reports.Where(r => r.Terms.Category is not FieldCategory.Exits), r => Assert.Equal((0, 121.8m, 29.9m), (r.Attempt, r.Terms.Point?.Longitude, r.Terms.Point?.Latitude)));

        // Sixty pixels east of where the phone is, at 1.5 km over the width of the map: about 250 m, to a finger's breadth.
        var tapped = reports.Single(r => r.Terms.Category is FieldCategory.Exits).Terms;
        Assert.InRange(tapped.Point!.Value.MetresTo(new(121.8m, 29.9m)), 200, 320);
        Assert.InRange(tapped.Metres!.Value, 30, 80);

        // Smaller than it was taken, and upright.
        Assert.All(reports, r => Assert.Equal((2048, 1365), (Assert.Single(r.Photographs).Width, r.Photographs[0].Height)));
    }

    /// <summary>Premises are inspected by a checklist without signal; what an answer forces is asked for on the spot.</summary>
    [Fact]
    public async Task AnInspection_IsMadeWithoutSignal_AndItsHazardIsRegistered()
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var brigade = await web.Done(new CreateUnit("消防救援大队"));
        var hotel = await web.Done(new RegisterPremises(new() { Name = "海天宾馆", Kind = "hotel", Point = new(121.8m, 29.9m), Departments = [brigade] }));
        var page = await Open(web, Screen.Phone);
        var phone = page.Context;
        await phone.GrantPermissionsAsync(["geolocation"]);
        await phone.SetGeolocationAsync(new() { Longitude = 121.8f, Latitude = 29.9f, Accuracy = 9 });
        await web.Done(new CreateAccount("jia", "经办人", People.Password, Role.UnitOfficer, brigade, MustChangePassword: false));
        await web.LogIn(page, "jia");
        await page.GotoAsync("/field");
        await page.WaitForSelectorAsync("html[data-ready=offline]");
        await Expect(page.Locator("#check-start")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("""async () => (await (await import("/js/field-outbox.js")).kept("premises"))?.length === 1""");
        await phone.SetOfflineAsync(true);
        await page.GotoAsync($"/field?premises={hotel.Value}");
        await page.ClickAsync("#check-start");
        await Expect(page.Locator("#check-premises")).ToHaveValueAsync(hotel.Value.ToString());

        // Everything is in order but one thing, which needs a photograph and words.
        var list = ShippedChecklists.Book.All.Single(c => c.Key == "fire-major");
        var clean = ChecklistTests.Clean(list, ("place", "人员密集场所"));
        foreach (var (id, answer) in list.Questions.Where(q => clean.ContainsKey(q.Id)).Select(q => (q.Id, clean[q.Id])))
        {
            var question = list.Questions.Single(q => q.Id == id);
            if (question.Answers is { } answers)
            {
                await page.ClickAsync($"label[for=check-{id}-{answers.ToList().IndexOf(id == "d5" ? "Yes" : answer.Value)}]");
            }
            else
            {
                await page.GetByLabel(question.Text, new() { Exact = true }).FillAsync(answer.Value);
            }
        }

        await page.ClickAsync("#check-send");
        await Expect(page.Locator("#check-missing")).ToContainTextAsync("1");
        await BrowserSession.LooksRightAsync(page, "field-check-phone-390");

        // What was answered outlives the page.
        await page.CloseAsync();
        page = await phone.NewPageAsync();
        await page.GotoAsync("/field");
        var wrong = page.Locator(".check-question", new() { Has = page.Locator("#check-d5-0") });
        await wrong.Locator("input[type=file]").SetInputFilesAsync(Picture());
        await Expect(wrong.Locator("img")).ToHaveCountAsync(1);
        await wrong.Locator("input.input").FillAsync("只有一个出口");
        await page.ClickAsync("#check-send");
        await Expect(page.Locator("#outbox .waiting")).ToHaveCountAsync(1);
        await Expect(page.Locator("#check")).ToBeHiddenAsync();

        await phone.SetOfflineAsync(false);
        await Expect(page.Locator("#outbox .sent")).ToHaveCountAsync(1);
        await Expect(page.Locator("#outbox")).ToContainTextAsync("登记隐患1处");
        await using var scope = web.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<InspectionRecord>().AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((hotel, HazardGrade.Major, 1), (made.Premises, made.Grade!.Value, made.Hazards.Count));
        Assert.Single(made.Answers["d5"].Photographs!);
    }

    /// <summary>What the server refuses stays on the phone with the reason, and is mended there.</summary>
    [Fact]
    public async Task WhatIsRefused_IsMended_AndAFullPhoneIsToldBefore()
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var page = await Open(web, Screen.Phone);
        await web.LogIn(page, People.NameOf(Role.UnitOfficer));
        await page.GotoAsync("/field");
        await page.WaitForSelectorAsync("html[data-ready=offline]");
        Session.Expect("422");
        await page.SetInputFilesAsync("#camera", new FilePayload { Name = "a.jpg", MimeType = "image/jpeg", Buffer = "no picture"u8.ToArray() });
        await Choose(page, "Gas");
        await Expect(page.Locator("#outbox .refused")).ToHaveCountAsync(1);
        await Expect(page.Locator("#outbox .problem")).ToContainTextAsync("JPEG");
        await page.ClickAsync("#outbox button");
        await page.SetInputFilesAsync("#more", Picture());
        await Expect(page.Locator("#photographs img")).ToHaveCountAsync(2);
        await page.ClickAsync("#photographs img >> nth=0");
        await Expect(page.Locator("#photographs img")).ToHaveCountAsync(1);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#outbox .sent")).ToHaveCountAsync(1);

        await page.Context.AddInitScriptAsync("navigator.storage.estimate = () => Promise.resolve({ quota: 100, usage: 90 });");
        await page.ReloadAsync();
        await Expect(page.Locator("#full")).ToBeVisibleAsync();
        await Expect(page.Locator("#camera")).ToBeDisabledAsync();
    }

    private static FilePayload Picture() => new() { Name = "IMG_1.jpg", MimeType = "image/jpeg", Buffer = Pictures.Of(SKEncodedImageFormat.Jpeg, 3000, 2000) };

    private static Task Photograph(IPage page) => page.SetInputFilesAsync("#camera", Picture());

    private static async Task Report(IPage page, string category)
    {
        await Photograph(page);
        await Choose(page, category);
    }

    private static async Task Choose(IPage page, string category)
    {
        await Expect(page.Locator("#place-note")).Not.ToBeEmptyAsync();
        await page.ClickAsync($"label[for=category-{category}]");
        await page.ClickAsync("#send:enabled");
        await Expect(page.Locator("#report")).ToBeHiddenAsync();
    }
}
