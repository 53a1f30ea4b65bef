using System.Diagnostics;
using System.Globalization;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Bihuan.Bench;

/// <summary>Fills the full-text index of each database with many gazettes and asks it 500 fixed questions. The goal: at most 100 ms for 99 of 100.
/// Run with <c>dotnet run -c Release --project bench -- search [gazettes] [both|sqlite|postgres] [folder]</c>; what a folder (and, for PostgreSQL,
/// the server of <c>BIHUAN_TEST_POSTGRES</c>) already holds is not made again.</summary>
internal static class SearchLoad
{
    private const int Questions = 500;
    private const int Seed = 7;
    private const int PageLength = 20;

    /// <summary>Runs it.</summary>
    public static async Task<int> Run(string[] args)
    {
        var count = args.Length > 0 && int.TryParse(args[0], CultureInfo.InvariantCulture, out var given) ? given : 1_000;
        var which = args.Length > 1 ? args[1] : "both";
        var folder = args.Length > 2 ? args[2] : Directory.CreateTempSubdirectory("bihuan-search-").FullName;
        Directory.CreateDirectory(folder);
        var corpus = new SearchCorpus();
        Say($"{count} gazettes of {corpus.Clauses} clauses and table lines; {Questions} questions, seed {Seed}; {Environment.ProcessorCount} processors");
        var questions = SearchQuestions.Make(corpus, count, Questions, Seed);
        if (which is "both" or "sqlite")
        {
            await Measure("SQLite", DatabasePlace.File(Path.Combine(folder, $"search-{count}.db")), corpus, count, questions);
        }
        if (which is "both" or "postgres")
        {
            await using var server = await BenchPostgres.Start();
            await Measure("PostgreSQL", DatabasePlace.PostgreSql(await server.Database($"search_load_{count}")), corpus, count, questions);
        }
        if (args.Length <= 2)
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task Measure(string name, DatabasePlace place, SearchCorpus corpus, int count, List<SearchQuestion> questions)
    {
        await using var db = Open(place);
        if (await db.Database.SqlQueryRaw<int>(place.IsPostgreSql ? "SELECT count(*)::integer AS \"Value\" FROM pg_tables WHERE tablename = 'search_entry'" : "SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = 'search_entry'").SingleAsync() == 0)
        {
            await db.Database.MigrateAsync();
        }

        await Load(name, db, corpus, count);
        await Sizes(name, db);
        foreach (var pass in (string[])["first", "second"])
        {
            Report($"{name}, {pass} time", await Ask(place, questions));
        }
    }

    private static async Task Load(string name, BihuanContext db, SearchCorpus corpus, int count)
    {
        var index = SearchIndex.Of(db);
        var done = await db.Database.SqlQueryRaw<int>("SELECT CAST(count(*) AS integer) AS \"Value\" FROM search_group").SingleAsync() / corpus.Gazette(0).Count;
        var times = new List<double>();
        var rows = 0L;
        for (var i = done; i < count; i++)
        {
            var gazette = corpus.Gazette(i);
            var start = Stopwatch.GetTimestamp();
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var document in gazette)
            {
                await index.Put(document.Group, document.Rows, CancellationToken.None);
            }

            await transaction.CommitAsync();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            rows += gazette.Sum(d => d.Rows.Count);
            if ((i + 1) % Math.Max(1, count / 10) == 0)
            {
                Say($"{name}: {i + 1} gazettes in, {times.Sum() / 1000:0} s, {rows / Math.Max(0.001, times.Sum() / 1000):0} rows/s; a gazette {Percentile(times, 50):0} ms at p50, {Percentile(times, 99):0} at p99, {times.Max():0} at most");
            }
        }
    }

    private static async Task Sizes(string name, BihuanContext db)
    {
        var sql = db.IsPostgreSql
            ? "SELECT 'rows ' || (SELECT count(*) FROM search_entry) || ', table ' || pg_size_pretty(pg_table_size('search_entry')) || ', GIN ' || pg_size_pretty(pg_relation_size('search_entry_tokens')) || ', key ' || pg_size_pretty(pg_relation_size('search_entry_pkey')) AS \"Value\""
            : "SELECT 'rows ' || (SELECT count(*) FROM search_entry) || ', folded text ' || (SELECT sum(length(CAST(folded AS BLOB))) / 1048576 FROM search_entry) || ' MB, tokens ' || (SELECT sum(length(block)) / 1048576 FROM search_token_data) || ' MB, file ' || (SELECT page_count * page_size / 1048576 FROM pragma_page_count, pragma_page_size) || ' MB' AS \"Value\"";
        if (db.IsPostgreSql)
        {
            await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE search_entry");
        }

        Say($"{name}: {await db.Database.SqlQueryRaw<string>(sql).SingleAsync()}");
    }

    private static async Task<List<Answer>> Ask(DatabasePlace place, List<SearchQuestion> questions)
    {
        var answers = new List<Answer>();
        foreach (var question in questions)
        {
            // A context each, as a request has.
            await using var db = Open(place);
            await db.Database.OpenConnectionAsync();
            var server = (db.Database.GetDbConnection() as NpgsqlConnection)?.ProcessID;
            var work = Work(server);
            var start = Stopwatch.GetTimestamp();
            var page = await SearchIndex.Of(db).Find(SearchKind.Clause, question.Query, PageLength, question.After, CancellationToken.None);
            answers.Add(new(question, Stopwatch.GetElapsedTime(start).TotalMilliseconds, Work(server) - work, page));
        }

        return answers;
    }

    /// <summary>Processor time so far, in ms: of this process, and of the server's where it can be seen. Where others use the machine too, it says
    /// more than the clock.</summary>
    private static double Work(int? server)
    {
        var own = Environment.CpuUsage.TotalTime.TotalMilliseconds;
        return server is { } id && File.Exists($"/proc/{id}/schedstat") ? own + (long.Parse(File.ReadAllText($"/proc/{id}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1e6) : own;
    }

    private static void Report(string title, List<Answer> answers)
    {
        Say(title);
        Line("all", answers);
        foreach (var kind in answers.GroupBy(a => a.Question.Kind))
        {
            Line(kind.Key, [.. kind]);
        }
        foreach (var (question, time, work, page) in answers.OrderByDescending(a => a.Time).Take(5))
        {
            Say($"    {time:0} ms ({work:0} of work), {page.Count}{(page.IsCapped ? "+" : "")} hits: {question.Kind} {string.Join(" & ", question.Query.Terms.Select(t => string.Join(" | ", t.AnyOf.Select(p => p.Text))))}");
        }

        // The same in both databases, or one of them is wrong.
        var sum = answers.Aggregate(17, (sum, a) => a.Page.Hits.Aggregate(unchecked((sum * 31) + (a.Page.Count ?? 0)), (s, h) => unchecked((s * 31) + h.Group.GetHashCode() + h.Ordinal)));
        Say($"  answers {sum:x8}");

        static void Line(string name, List<Answer> some)
        {
            Say($"  {name,-24}{some.Count,5}  {Spread(some.ConvertAll(a => a.Time))} ms;  processor {Spread(some.ConvertAll(a => a.Work))} ms");
        }
    }

    private static FormattableString Spread(List<double> times) => $"p50 {Percentile(times, 50),6:0.0}  p95 {Percentile(times, 95),6:0.0}  p99 {Percentile(times, 99),6:0.0}  most {times.Max(),6:0.0}";

    private static double Percentile(List<double> times, int percent)
    {
        var ordered = times.Order().ToList();
        return ordered[Math.Min(ordered.Count - 1, ordered.Count * percent / 100)];
    }

    private static BihuanContext Open(DatabasePlace place)
    {
        // Without the modules' tables, which the index does not need.
        var options = new DbContextOptionsBuilder<BihuanContext>().ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
        place.Configure(options);
        return new(((DbContextOptionsBuilder<BihuanContext>)options).Options, []);
    }

    private static void Say(FormattableString text) => Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Say(string text) => Console.Out.WriteLine(text);

    private sealed record Answer(SearchQuestion Question, double Time, double Work, SearchPage Page);
}
