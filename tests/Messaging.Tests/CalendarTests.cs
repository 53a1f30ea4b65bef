using System.Net;
using System.Text;
using Bihuan.Accounts;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Ical.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Bihuan.Messaging.Tests.Office;

namespace Bihuan.Messaging.Tests;

/// <summary>Calendars, read as another program reads them.</summary>
public class CalendarTests
{
    private static readonly DateTimeOffset Changed = new(2022, 3, 31, 16, 0, 0, TimeSpan.Zero);

    [Theory, BothDatabases]
    public async Task ACalendar_IsReadByOthers_AsItWasMeant(DatabaseKind kind)
    {
        var source = new Source();
        await using var district = await Calendars(kind, source);
        var account = await district.Account("zhang");
        var token = Token(await district.Done(new OpenMyFeed.Request(), By(account)));
        source.Given =
        [
            new("matter-1", "第1项：修订预案，报区政府；\"初稿\"\\终稿", new(2022, 4, 8), Changed) { Link = "/matters/1", Category = "督办期限", AlarmDaysBefore = [3, 1], Sequence = 2, Description = "两行\n说明" },
            new("matter-2", "会议", new(2022, 4, 9), Changed) { Moment = new(2022, 4, 9, 1, 30, 0, TimeSpan.Zero), Length = TimeSpan.FromMinutes(90), AlarmDaysBefore = [1] },
            new("matter-3", new string('长', 120), new(2022, 4, 10), Changed) { IsCancelled = true, AlarmDaysBefore = [1] },
        ];

        var text = Encoding.UTF8.GetString(await Fetch(district, token));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        var calendar = Calendar.Load(text)!;
        Assert.Equal(["Asia/Shanghai"], calendar.TimeZones.Select(z => z.TzId));
        Assert.Contains("TZOFFSETTO:+0800", text, StringComparison.Ordinal);
        Assert.Equal(3, calendar.Events.Count);

        var day = calendar.Events.Single(e => e.Uid == "matter-1@bihuan.example.gov.cn");
        Assert.Equal(("第1项：修订预案，报区政府；\"初稿\"\\终稿", false, 2, "https://bihuan.example.gov.cn/matters/1"), (day.Summary, day.Start!.HasTime, day.Sequence, day.Url!.ToString()));
        Assert.Equal((new DateOnly(2022, 4, 8), new DateOnly(2022, 4, 9)), (day.Start.Date, day.End!.Date));
        Assert.Contains("DTSTART;VALUE=DATE:20220408", text, StringComparison.Ordinal);
        Assert.Equal(["督办期限"], day.Categories);
        Assert.Equal("两行\n说明", day.Description);
        // Nine o'clock in the morning of the days before, counted from the midnight of the day.
        Assert.Equal(["-PT15H", "-PT63H"], day.Alarms!.Select(a => $"-PT{-a.Trigger!.Duration!.Value.ToTimeSpanUnspecified().TotalHours}H"));

        var hour = calendar.Events.Single(e => e.Uid!.StartsWith("matter-2", StringComparison.Ordinal));
        Assert.Contains("DTSTART;TZID=Asia/Shanghai:20220409T093000", text, StringComparison.Ordinal);
        Assert.Equal(new DateTime(2022, 4, 9, 1, 30, 0, DateTimeKind.Utc), hour.Start!.AsUtc);
        Assert.Equal(new DateTime(2022, 4, 9, 3, 0, 0, DateTimeKind.Utc), hour.End!.AsUtc);
        Assert.Equal(-24, Assert.Single(hour.Alarms!).Trigger!.Duration!.Value.ToTimeSpanUnspecified().TotalHours);

        var off = calendar.Events.Single(e => e.Uid!.StartsWith("matter-3", StringComparison.Ordinal));
        Assert.Equal((EventStatus.Cancelled, 0, 120), (off.Status, off.Alarms.Count, off.Summary!.Length));
        Assert.Equal((account, null, (Guid?)account), (source.Owner!.Account, source.Owner.Unit, source.Asked));
    }

    [Theory, BothDatabases]
    public async Task TheSameCalendar_IsNotSentAgain(DatabaseKind kind)
    {
        var source = new Source { Given = [new("a", "甲", new(2022, 4, 8), Changed)] };
        await using var district = await Calendars(kind, source);
        var token = Token(await district.Done(new OpenMyFeed.Request(), By(await district.Account("zhang"))));
        var (first, tag) = await Answer(district, token, null);
        Assert.IsType<FileContentHttpResult>(first);
        district.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(304, Assert.IsType<StatusCodeHttpResult>((await Answer(district, token, tag)).Result).StatusCode);
        source.Given = [new("a", "乙", new(2022, 4, 8), Changed)];
        Assert.IsType<FileContentHttpResult>((await Answer(district, token, tag)).Result);
    }

    [Theory, BothDatabases]
    public async Task AnAddress_IsKeptAsADigest_AndIsGoodUntilItIsRevoked(DatabaseKind kind)
    {
        await using var district = await Calendars(kind, new Source());
        var (zhang, li) = (await district.Account("zhang"), await district.Account("li"));
        var token = Token(await district.Done(new OpenMyFeed.Request(), By(zhang)));
        Assert.DoesNotContain(await district.All<JournalEntry>(), e => e.Payload.Contains(token[32..], StringComparison.Ordinal));
        Assert.Equal(32, (await district.All<FeedSecret>()).Single().Hash.Length);
        Assert.IsType<NotFound>((await Answer(district, token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), null)).Result);
        Assert.IsType<NotFound>((await Answer(district, "x", null)).Result);
        await Fetch(district, token);

        var feed = Assert.Single((await district.Done(new ShowMyMessages.Request(), By(zhang))).Feeds);
        Assert.NotNull(feed.Fetched);
        Assert.Empty((await district.Done(new ShowMyMessages.Request(), By(li))).Feeds);
        Assert.Equal(["PLATFORM-005"], await district.Refused(new RevokeMyFeed.Request(feed.Id), By(li)));
        await district.Done(new RevokeMyFeed.Request(feed.Id), By(zhang));
        Assert.IsType<NotFound>((await Answer(district, token, null)).Result);

        var other = Token(await district.Done(new OpenMyFeed.Request(), By(zhang)));
        await Fetch(district, other);
        await district.Done(new DisableAccount(AccountId.From(zhang)));
        Assert.IsType<NotFound>((await Answer(district, other, null)).Result);
        for (var i = 0; i < 10; i++)
        {
            await district.Done(new OpenMyFeed.Request(), By(li));
        }

        Assert.Equal(["MSG-006"], await district.Refused(new OpenMyFeed.Request(), By(li)));
    }

    [Theory, BothDatabases]
    public async Task AUnitsCalendar_IsTheUnits(DatabaseKind kind)
    {
        var source = new Source();
        await using var district = await Calendars(kind, source);
        var (unit, other) = (await district.Done(new CreateUnit("甲局")), await district.Done(new CreateUnit("乙局")));
        var officer = await district.Account("zhang", Role.OrganisationOfficer, unit);
        Assert.Equal(["PLATFORM-001"], await district.Refused(new OpenUnitFeed.Request(other), By(officer)));
        var token = Token(await district.Done(new OpenUnitFeed.Request(unit), By(officer)));
        Assert.Contains("X-WR-CALNAME:甲局期限", Encoding.UTF8.GetString(await Fetch(district, token)), StringComparison.Ordinal);
        Assert.Equal((null, unit.Value), (source.Owner!.Account, source.Owner.Unit));
        var feed = Assert.Single((await district.Done(new ShowUnitMessages.Request(unit), By(officer))).Feeds);
        Assert.Equal(["PLATFORM-005"], await district.Refused(new RevokeUnitFeed.Request(other, feed.Id)));
        await district.Done(new RevokeUnitFeed.Request(unit, feed.Id), By(officer));
        Assert.IsType<NotFound>((await Answer(district, token, null)).Result);
    }

    /// <summary>Over HTTP: no log-in, the right type, and not as often as one likes.</summary>
    [Fact]
    public async Task ACalendar_IsServed_ButNotAsOftenAsOneLikes()
    {
        await using var web = await DistrictWeb.Start(DatabaseKind.Sqlite);
        await web.SetUp(isSample: true);
        var unit = await web.Done(new CreateUnit("甲局"));
        var path = new Uri(web.Address, await web.Done(new OpenUnitFeed.Request(unit))).AbsolutePath;
        using var client = web.Client();
        using (var answer = await client.GetAsync(path, Cancel))
        {
            Assert.Equal((HttpStatusCode.OK, "text/calendar"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using var same = await client.SendAsync(again, Cancel);
            Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        }

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 25; i++)
        {
            using var answer = await client.GetAsync(path, Cancel);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(18, statuses.Count(s => s == HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        using var other = await client.GetAsync($"/calendar/{new string('a', 75)}.ics", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private static Task<District> Calendars(DatabaseKind kind, Source source) => Office.Open(kind, new() { Address = "https://bihuan.example.gov.cn" }, s =>
    {
        s.AddSingleton(source);
        s.AddScoped<ICalendarSource, Scoped>();
    });

    private static string Token(string address)
    {
        Assert.StartsWith("https://bihuan.example.gov.cn/calendar/", address, StringComparison.Ordinal);
        return address.Split('/')[^1].Replace(".ics", "", StringComparison.Ordinal);
    }

    private static async Task<byte[]> Fetch(District district, string token) => Assert.IsType<FileContentHttpResult>((await Answer(district, token, null)).Result).FileContents.ToArray();

    private static async Task<(IResult Result, string? Tag)> Answer(District district, string token, string? tag)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.IfNoneMatch = tag;
        var result = await CalendarFeeds.Answer(token, http, district.Services.GetRequiredService<IServiceScopeFactory>(), Cancel);
        return (result, http.Response.Headers.ETag);
    }

    private sealed class Source
    {
        public IReadOnlyList<CalendarEntry> Given { get; set; } = [];

        public CalendarOwner? Owner { get; set; }

        public Guid? Asked { get; set; }
    }

    private sealed class Scoped(Source source, Caller caller) : ICalendarSource
    {
        public ValueTask<IReadOnlyList<CalendarEntry>> Entries(CalendarOwner owner, DateOnly from, DateOnly to, CancellationToken cancel)
        {
            (source.Owner, source.Asked) = (owner, caller.Acting.Account);
            return ValueTask.FromResult(source.Given);
        }
    }
}
