using Bihuan.Kernel;
using Bihuan.TestKit;
using Bihuan.Web;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bihuan.Persistence.Tests;

public class SearchIndexTests
{
    private static readonly SearchField[] Fields = [new("kind", ["文种"]), new("unit", ["单位"]), new("date", ["日期"], IsDate: true)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Words_AreFoundNewestDocumentFirst_ThenInTheirOrder(DatabaseKind kind)
    {
        await using var test = await Open(kind);
        await test.Put("旧", new(2019, 5, 1), "应急管理", "森林防火", "应急演练");
        await test.Put("新", new(2022, 1, 31), "无关", "应急局 5家");
        await test.Put("无日期", null, "应急");
        await test.Put("中", new(2021, 12, 31), "防火应急", "应，急");

        Assert.Equal("新1 中0 旧0 旧2 无日期0", await test.Find("应急"));
        Assert.Equal("旧2", await test.Find("应急演练"));
        Assert.Equal("中0", await test.Find("应急 防火"));
        Assert.Equal("中0 旧2 无日期0", await test.Find("应急 -管理 -应急局"));
        Assert.Equal("中0 旧0 旧2 无日期0", await test.Find("应急 -5家"));
        Assert.Equal("新1", await test.Find("局"));
        Assert.Equal("新1 中0 中1 旧0 旧2 无日期0", await test.Find("急"));
        Assert.Equal("", await test.Find("急应"));
        Assert.Equal("", await test.Find("没有"));
    }

    [Theory, BothDatabases]
    public async Task ADocumentsNumber_IsFoundInAnyBrackets_AndAWordOnlyAsAWhole(DatabaseKind kind)
    {
        await using var test = await Open(kind);
        await test.Put("甲", new(2022, 1, 1), "依照甲政办〔2022〕5号", "甲政办〔2022〕15号", "占比３．５％，Forest fire", "𠮷野家，Ⅳ级响应", new string('x', 50));

        Assert.Equal("甲0", await test.Find("甲政办[２０２２]5号"));
        Assert.Equal("甲0", await test.Find("甲政办2022 5号"));
        Assert.Equal("甲0", await test.Find("\"2022 5\""));
        Assert.Equal("甲0 甲1", await test.Find("2022*"));
        Assert.Equal("甲2", await test.Find("3.5"));
        Assert.Equal("甲2", await test.Find("forest"));
        Assert.Equal("", await test.Find("for"));
        Assert.Equal("甲2", await test.Find("for*"));
        Assert.Equal("甲2", await test.Find("\"forest fi\"*"));
        Assert.Equal("甲3", await test.Find("𠮷野"));
        Assert.Equal("甲3", await test.Find("IV级"));
        Assert.Equal("甲4", await test.Find(new string('x', 50)));
        Assert.Equal("", await test.Find(new string('x', 49)));
        Assert.Equal("甲4", await test.Find(new string('x', 49) + "*"));
    }

    [Theory, BothDatabases]
    public async Task Filters_DaysAndOtherNames_NarrowAndWiden(DatabaseKind kind)
    {
        await using var test = await Open(kind);
        await test.Put("甲", new(2021, 12, 31), [("kind", "通知")], (0, "区教育局牵头", [("unit", "U1")]), (1, "教委配合", [("unit", "U1"), ("unit", "U 2")]), (7, "学校", []));
        await test.Put("乙", new(2022, 1, 1), [("kind", "决定"), ("kind", "令")], (0, "教育局", [("unit", "U 2")]));
        await test.Put("丙", null, [("kind", "通知")], (0, "教育局", []));

        Assert.Equal("乙0 甲0 丙0", await test.Find("教育局"));
        Assert.Equal("乙0 甲0 甲1 丙0", await test.Find("教委", "教育局", "教委", "区教育局"));
        Assert.Equal("甲0 丙0", await test.Find("教育局 文种:通知"));
        Assert.Equal("乙0", await test.Find("教育局 文种:令"));
        Assert.Equal("乙0 甲0 丙0", await test.Find("教育局 文种:令，通知"));
        Assert.Equal("乙0 甲1", await test.Find("单位:\"U 2\""));
        Assert.Equal("甲1", await test.Find("单位:\"U 2\" -教育局"));
        Assert.Equal("", await test.Find("单位:U 2"));
        Assert.Equal("甲0", await test.Find("教育局 日期:2021"));
        Assert.Equal("乙0", await test.Find("日期:2022-01-01..", "教育局"));
        Assert.Equal("甲0 甲1 甲7", await test.Find("日期:..2021"));
        Assert.Equal("乙0 甲0 甲1 甲7 丙0", await test.Found(SearchQuery.All));
        Assert.Equal("甲1 甲7", await test.Found(SearchQuery.All with { Excluded = [SearchPhrase.Of("教育")!] }));
        Assert.Equal("", await test.Found(SearchQuery.All with { From = new(2023, 1, 1), To = new(2022, 1, 1) }));
    }

    /// <summary>A document that is put in again, with another day or other words, is there once; one that is taken out is not there.</summary>
    [Theory, BothDatabases]
    public async Task WhatIsPutInAgain_ReplacesWhatWasThere(DatabaseKind kind)
    {
        await using var test = await Open(kind);
        await test.Put("甲", new(2021, 1, 1), "应急", "防火");
        await test.Put("乙", new(2022, 1, 1), "应急");
        await test.Put("甲", new(2022, 6, 1), "应急预案");
        Assert.Equal("甲0 乙0", await test.Find("应急"));
        Assert.Equal("", await test.Find("防火"));
        Assert.Equal("", await test.Find("日期:2021"));

        await test.Put("甲", new(2022, 6, 1), "防火");
        Assert.Equal("乙0", await test.Find("应急"));
        await test.Index.Remove(SearchKind.Clause, test.IdOf("乙"), Cancel);
        await test.Index.Remove(SearchKind.Clause, Guid.CreateVersion7(), Cancel);
        Assert.Equal("", await test.Find("应急"));
        Assert.Equal("甲0", await test.Find("防火"));
        Assert.Equal(1, await test.Db.Set<SearchGroupRow>().CountAsync(Cancel));
    }

    /// <summary>Kinds are apart, though their tokens lie side by side.</summary>
    [Theory, BothDatabases]
    public async Task EachKind_IsSearchedByItself(DatabaseKind kind)
    {
        await using var test = await Open(kind);
        await test.Put("甲", new(2022, 1, 1), "应急");
        await test.Index.Put(new(SearchKind.Matter, test.IdOf("甲"), new(2022, 1, 1), []), [new(3, "应急")], Cancel);
        Assert.Equal("甲0", await test.Find("应急"));
        var matters = await test.Index.Find(SearchKind.Matter, new() { Terms = [new([SearchPhrase.Of("应急")!])] }, 10, null, Cancel);
        Assert.Equal(new SearchHit(test.IdOf("甲"), 3), Assert.Single(matters.Hits));
    }

    /// <summary>The index goes with the transaction of the tables, to the end or back.</summary>
    [Theory, BothDatabases]
    public async Task TheIndex_KnowsWhatTheTransactionWrote_AndForgetsItWithIt(DatabaseKind kind)
    {
        await using var test = await Open(kind);
        await test.Put("甲", new(2022, 1, 1), "应急");
        await using (await test.Db.Database.BeginTransactionAsync(Cancel))
        {
            await test.Put("甲", new(2022, 1, 1), "防火");
            await test.Put("乙", new(2022, 1, 1), "应急");
            Assert.Equal("乙0", await test.Find("应急"));
            Assert.Equal("甲0", await test.Find("防火"));
        }

        Assert.Equal("甲0", await test.Find("应急"));
        Assert.Equal("", await test.Find("防火"));
        Assert.Equal(1, await test.Db.Set<SearchEntryRow>().CountAsync(Cancel));
    }

    [Theory, BothDatabases]
    public async Task Pages_GiveEveryHitOnce_AndTheCountStopsAtAThousand(DatabaseKind kind)
    {
        await using var test = await Open(kind);
        var texts = Enumerable.Range(0, 600).Select(i => i % 2 == 0 ? "应急工作" : "工作").ToArray();
        await test.Put("甲", new(2021, 1, 1), texts);
        await test.Put("乙", new(2022, 3, 5), texts);

        var query = Read("应急");
        List<string> paged = [];
        var pages = 0;
        SearchCursor? after = null;
        do
        {
            var page = await test.Index.Find(SearchKind.Clause, query, 37, after, Cancel);
            Assert.Equal(after is null ? 600 : null, page.Count);
            Assert.False(page.IsCapped);
            paged.AddRange(page.Hits.Select(test.Name));
            Assert.True(page.Next is null || SearchCursor.TryParse(page.Next.ToString(), out var read) && read == page.Next);
            (after, pages) = (page.Next, pages + 1);
        }
        while (after is not null);

        Assert.Equal(17, pages);
        Assert.Equal(Enumerable.Range(0, 600).Where(i => i % 2 == 0).Select(i => $"乙{i}").Concat(Enumerable.Range(0, 600).Where(i => i % 2 == 0).Select(i => $"甲{i}")), paged);

        var many = await test.Index.Find(SearchKind.Clause, Read("工作"), 10, null, Cancel);
        Assert.Equal((1_000, true, 10), (many.Count, many.IsCapped, many.Hits.Count));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("ffffffffffffffff")]
    [InlineData("fffffffffffffffff")]
    public void WhatIsNoCursor_IsNotTakenForOne(string? text) => Assert.False(SearchCursor.TryParse(text, out _));

    /// <summary>A rebuild empties the tables as any other, and the tokens with them.</summary>
    [Theory, BothDatabases]
    public async Task EmptiedTables_LeaveNoTokensBehind(DatabaseKind kind)
    {
        await using var test = await Open(kind);
        Assert.Contains("search_entry", Rebuilder.Tables(test.Db.Model));
        Assert.Contains("search_group", Rebuilder.Tables(test.Db.Model));
        await test.Put("甲", new(2022, 1, 1), "应急");
        await test.Db.Database.ExecuteSqlRawAsync("DELETE FROM search_group; DELETE FROM search_entry", Cancel);
        Assert.Equal("", await test.Find("应急"));
        await test.Put("甲", new(2022, 1, 1), "防火");
        Assert.Equal("", await test.Find("应急"));
        Assert.Equal("甲0", await test.Find("防火"));
    }

    /// <summary>Both databases give what looking at every row gives, for texts and questions of all sorts of characters.</summary>
    [Theory, BothDatabases]
    public async Task AnyQuestion_IsAnsweredAsByLookingAtEveryRow(DatabaseKind kind)
    {
        await using var test = await Open(kind);
        var gen = new GenSource();
        List<(string Name, DateOnly? Date, int Number, int Ordinal, string Text)> rows = [];
        for (var i = 0; i < 40; i++)
        {
            DateOnly? date = i % 9 == 0 ? null : new DateOnly(2019, 1, 1).AddDays(gen.Number(1_400));
            var texts = Enumerable.Range(0, gen.Number(12)).Select(_ => gen.Text()).ToArray();
            await test.Put($"文{i}-", date, texts);
            rows.AddRange(texts.Select((text, ordinal) => ($"文{i}-", date, i, ordinal, text)));
        }

        var asked = 0;
        var answered = 0;
        for (var i = 0; i < 400; i++)
        {
            var text = string.Join(' ', Enumerable.Range(0, 1 + gen.Number(3)).Select(_ => gen.Question(rows[gen.Number(rows.Count)].Text)));
            if (SearchQueryParser.Parse(text, Fields) is not Result<SearchQuery>.Done(var query))
            {
                continue;
            }

            var expected = rows.Where(r => Passes(query, r.Date, FoldedText.Of(r.Text).Value))
                .OrderByDescending(r => r.Date ?? DateOnly.MinValue).ThenByDescending(r => r.Number).ThenBy(r => r.Ordinal).Select(r => $"{r.Name}{r.Ordinal}").ToList();
            Assert.Equal($"{text}: {string.Join(' ', expected)}", $"{text}: {await test.Found(query)}");
            asked++;
            answered += expected.Count > 0 ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{rows.Count} rows, {asked} questions, {answered} with hits");
        Assert.True(asked > 200 && answered > 100);
    }

    private static bool Passes(SearchQuery query, DateOnly? date, string folded) =>
        query.Terms.All(t => t.AnyOf.Any(p => folded.Contains(p.Needle, StringComparison.Ordinal)))
        && !query.Excluded.Any(p => folded.Contains(p.Needle, StringComparison.Ordinal))
        && (query is { From: null, To: null } || (date is not null && !(date < query.From) && !(date > query.To)));

    private static SearchQuery Read(string text) => Assert.IsType<Result<SearchQuery>.Done>(SearchQueryParser.Parse(text, Fields)).Value;

    private static async Task<Opened> Open(DatabaseKind kind)
    {
        var database = await TestDatabase.Create(kind);
        var options = new DbContextOptionsBuilder<BihuanContext>();
        database.Place.Configure(options);
        return new(database, new(options.Options, ProgramModules.All()));
    }

    /// <summary>The same questions in every run.</summary>
    private sealed class GenSource
    {
        private readonly PCG _random = new(1, 7);

        public int Number(int below) => (int)_random.Next((uint)below);

        public string Text() => FoldedTextTests.Texts.Generate(_random, null, out _);

        /// <summary>A stretch of a text, alone or with a sign, or a span of days.</summary>
        public string Question(string text)
        {
            var from = Number(text.Length + 1);
            var stretch = text.Substring(from, Number(text.Length - from + 1));
            return Number(12) switch
            {
                0 => $"-{stretch}",
                1 => $"{stretch}*",
                2 => $"日期:{2019 + Number(3)}..",
                3 => Text(),
                4 => $"\"{stretch}\"",
                _ => stretch.Length > 4 ? stretch[..4] : stretch,
            };
        }
    }

    private sealed class Opened(TestDatabase database, BihuanContext db) : IAsyncDisposable
    {
        private readonly Dictionary<string, Guid> _ids = new(StringComparer.Ordinal);

        public BihuanContext Db => db;

        public ISearchIndex Index { get; } = SearchIndex.Of(db);

        public Guid IdOf(string name) => _ids.TryGetValue(name, out var id) ? id : _ids[name] = Guid.CreateVersion7();

        public string Name(SearchHit hit) => $"{_ids.Single(i => i.Value == hit.Group).Key}{hit.Ordinal}";

        public Task Put(string name, DateOnly? date, params string[] texts) => Put(name, date, [], [.. texts.Select((t, i) => (i, t, Array.Empty<(string, string)>()))]);

        public Task Put(string name, DateOnly? date, (string, string)[] fields, params (int Ordinal, string Text, (string, string)[] Fields)[] rows) =>
            Index.Put(new(SearchKind.Clause, IdOf(name), date, fields), [.. rows.Select(r => new SearchRow(r.Ordinal, r.Text, r.Fields))], Cancel);

        public Task<string> Find(string text, params string[] names) => Found(Read(text).WithOtherNames(n => names.Contains(n) ? names : []));

        public async Task<string> Found(SearchQuery query)
        {
            var page = await Index.Find(SearchKind.Clause, query, 1_000, null, Cancel);
            Assert.Equal(page.Hits.Count, page.Count);
            return string.Join(' ', page.Hits.Select(Name));
        }

        public async ValueTask DisposeAsync()
        {
            await db.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
