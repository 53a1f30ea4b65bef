using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>Full-text search over clauses (全文检索), in Chinese and English, with phrases, filters and the other names of units.</summary>
internal static class SearchClauses
{
    private const int PageSize = 30;
    private const int ExcerptLength = 150;

    /// <summary>What one may type before a colon.</summary>
    private static readonly SearchField[] Fields =
    [
        new(Issuer, ["发文机关", "发文单位"]), // not-a-text
        new(Number, ["文号"]), // not-a-text
        new(Kind, ["类别", "事项"]), // not-a-text
        new("date", ["日期", "发文日期"], IsDate: true), // not-a-text
        new(Standing, ["时效", "状态"]), // not-a-text
        new(Reviewed, ["审核"]), // not-a-text
        new(HandedOver, ["移交", "采纳"]), // not-a-text
    ];

    internal const string Issuer = "issuer";
    internal const string Number = "number";
    internal const string Kind = "kind";
    internal const string Unit = "unit";
    private const string Standing = "status";
    private const string Reviewed = "review";
    private const string HandedOver = "adopted";

    /// <param name="Q">As typed.</param>
    /// <param name="By">Issued by.</param>
    /// <param name="Holds">Clauses with finds of this kind.</param>
    /// <param name="From">Signed on or after.</param>
    /// <param name="To">Signed on or before.</param>
    /// <param name="After">Where the page before ended.</param>
    /// <param name="Take">The length of the page.</param>
    /// <param name="Status">In documents of this status: its name.</param>
    /// <param name="Review">In documents whose review is that far: the name of a state.</param>
    /// <param name="Adopted">In documents from which something is in a module's hands, or nothing is.</param>
    [Needs(DocumentsPermissions.View)]
    public sealed record Request(string? Q, string? By = null, string? Holds = null, DateOnly? From = null, DateOnly? To = null, string? After = null, int? Take = null, string? Status = null, string? Review = null, bool? Adopted = null) : IQuery<Answer>;

    /// <param name="Alias">Names that were looked for as well, because they mean the same unit.</param>
    public sealed record Answer(IReadOnlyList<Hit> Hits, int? Count, bool IsCapped, string? Next, IReadOnlyList<string> Alias);

    public sealed record Hit(DocumentId Document, string Name, string Title, DateOnly? Date, DocumentStatus Status, string Place, IReadOnlyList<HighlightedText> Words, string Address);

    /// <summary>Documents in which clauses are looked for. Nothing named is all.</summary>
    /// <param name="Statuses">Of one of these.</param>
    /// <param name="Reviews">Whose review is so far.</param>
    /// <param name="Adopted">From which something is in a module's hands, or nothing is.</param>
    private sealed record Among(IReadOnlyList<DocumentStatus> Statuses, IReadOnlyList<ReviewState> Reviews, IReadOnlyList<bool> Adopted);

    internal sealed class Handler(BihuanContext db, IOrganisationQueries organisation, Moment moment, Words words) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var parsed = SearchQueryParser.Parse(request.Q, Fields);
            if (parsed is not Result<SearchQuery>.Done(var query))
            {
                return parsed.Map<Answer>(_ => null!);
            }

            var named = new Dictionary<string, List<string>>(StringComparer.Ordinal);
            foreach (var unit in (await organisation.Names(moment.Day, cancel)).Registry.Units)
            {
                List<string> names = [unit.Name, .. unit.Aliases];
                names.ForEach(n => named.TryAdd(FoldedText.Of(n).Value, names));
            }

            List<string> alias = [];
            query = query.WithOtherNames(text =>
            {
                if (!named.TryGetValue(FoldedText.Of(text).Value, out var names))
                {
                    return [];
                }

                alias.AddRange(names.Where(n => n != text));
                return names;
            });
            query = request.By is { Length: > 0 } by ? query.With(Issuer, by) : query;
            query = request.Holds is { Length: > 0 } holds ? query.With(Kind, holds) : query;
            query = query with { From = request.From ?? query.From, To = request.To ?? query.To };
            List<Problem> problems = [];
            var among = Typed(query, request, problems);
            if (problems.Count > 0)
            {
                return problems;
            }

            query = query with { Filters = [.. query.Filters.Where(f => f.Field is not (Standing or Reviewed or HandedOver))] };
            query = await InDocuments(query, among, cancel);
            var page = await SearchIndex.Of(db).Find(SearchKind.Clause, query, Math.Clamp(request.Take ?? PageSize, 1, 100), SearchCursor.TryParse(request.After, out var after) ? after : null, cancel);
            return new Answer(await Show(page.Hits, query, cancel), page.Count, page.IsCapped, page.Next?.ToString(), [.. alias.Distinct(StringComparer.Ordinal)]);
        }

        /// <summary>How the documents shall stand: as chosen on the page, and as typed in words or by name.</summary>
        private Among Typed(SearchQuery query, Request request, List<Problem> problems)
        {
            return new(
                Read(Standing, request.Status, Enum.GetValues<DocumentStatus>(), s => $"status.{s}"),
                Read(Reviewed, request.Review, Enum.GetValues<ReviewState>(), r => $"reviewState.{r}"),
                Read(HandedOver, request.Adopted?.ToString(), [true, false], yes => yes ? "ui.yes" : "ui.no"));

            IReadOnlyList<T> Read<T>(string field, string? chosen, T[] all, Func<T, string> key)
                where T : notnull
            {
                List<T> read = [.. all.Where(a => string.Equals(a.ToString(), chosen, StringComparison.OrdinalIgnoreCase))];
                foreach (var typed in query.Filters.Where(f => f.Field == field).SelectMany(f => f.AnyOf))
                {
                    var named = all.Where(a => words.All[key(a)].Append(a.ToString()!).Any(name => Plain(name) == Plain(typed))).ToList();
                    if (named.Count == 0)
                    {
                        problems.Add(Problem.Coded("SEARCH-008", field, typed, string.Join(words["ui.comma"], all.Select(a => words[key(a)]))));
                    }

                    read.AddRange(named);
                }

                return read;
            }

            static string Plain(string text) => FoldedText.Of(text).Value.Replace(" ", "", StringComparison.Ordinal);
        }

        /// <summary>How a document stands changes from day to day and is not kept in the index: the documents are named to it. Of two ways to say
        /// the same, the one that names few of them is taken, for most are in force and most are old.</summary>
        private async Task<SearchQuery> InDocuments(SearchQuery query, Among among, CancellationToken cancel)
        {
            var documents = db.Set<Document>().AsNoTracking();
            var reviews = db.Set<FindReview>().AsNoTracking().Where(r => r.Verdict != Verdict.Open);
            List<IQueryable<DocumentId>> only = [];
            List<IQueryable<DocumentId>> except = [];
            if (among.Statuses.Count > 0)
            {
                (among.Statuses.Contains(DocumentStatus.InForce) ? except : only).Add(among.Statuses.Contains(DocumentStatus.InForce)
                    ? documents.Where(d => !among.Statuses.Contains(d.Status)).Select(d => d.Id) : documents.Where(d => among.Statuses.Contains(d.Status)).Select(d => d.Id));
            }
            if (among.Reviews.Count > 0)
            {
                var (underWay, reviewed) = (among.Reviews.Contains(ReviewState.UnderWay), among.Reviews.Contains(ReviewState.Reviewed));
                var begun = reviews.GroupBy(r => r.Document).Select(g => new { Document = g.Key, Count = g.Count() }).Join(documents, g => g.Document, d => d.Id, (g, d) => new { d.Id, IsDone = g.Count >= d.Finds });
                if (among.Reviews.Contains(ReviewState.NotBegun))
                {
                    except.Add(begun.Where(d => (d.IsDone && !reviewed) || (!d.IsDone && !underWay)).Select(d => d.Id));
                }
                else
                {
                    only.Add(begun.Where(d => (d.IsDone && reviewed) || (!d.IsDone && underWay)).Select(d => d.Id));
                }
            }
            if (among.Adopted is [var adopted])
            {
                (adopted ? only : except).Add(db.Set<Adoption>().AsNoTracking().Where(a => !a.Revoked).Select(a => a.Document).Distinct());
            }

            HashSet<Guid>? kept = null;
            foreach (var some in only)
            {
                var ids = (await some.ToListAsync(cancel)).Select(d => d.Value);
                if (kept is null)
                {
                    kept = [.. ids];
                }
                else
                {
                    kept.IntersectWith(ids);
                }
            }

            HashSet<Guid> dropped = [];
            foreach (var some in except)
            {
                dropped.UnionWith((await some.ToListAsync(cancel)).Select(d => d.Value));
            }

            kept?.ExceptWith(dropped);
            return query with { Only = kept, Except = kept is null ? dropped : [] };
        }

        private async Task<IReadOnlyList<Hit>> Show(IReadOnlyList<Persistence.SearchHit> hits, SearchQuery query, CancellationToken cancel)
        {
            var ids = hits.Select(h => DocumentId.From(h.Group)).Distinct().ToList();
            var documents = await db.Set<Document>().AsNoTracking().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancel);
            var ordinals = hits.Select(h => h.Ordinal - 1).Distinct().ToList();
            var clauses = (await db.Set<ClauseRow>().AsNoTracking().Where(c => ids.Contains(c.Document) && ordinals.Contains(c.Ordinal)).ToListAsync(cancel)).ToDictionary(c => (c.Document, c.Ordinal));
            List<Hit> shown = [];
            foreach (var hit in hits)
            {
                var document = documents[DocumentId.From(hit.Group)];
                if (!clauses.TryGetValue((document.Id, hit.Ordinal - 1), out var clause))
                {
                    shown.Add(new(document.Id, document.Name, document.Title, document.Date, document.Status, "", Highlights.Excerpt(document.Title, query, ExcerptLength), ClauseWords.AddressOf(document.Number, document.Id)));
                    continue;
                }

                // Of a table the row with the words is shown.
                var row = clause.Table?.Rows.FirstOrDefault(r => Highlights.In(Cells(r), query).Count > 0);
                var (place, text) = row is null ? (clause.Place, WordsOf(clause)) : (row.Place, Cells(row));
                shown.Add(new(document.Id, document.Name, document.Title, document.Date, document.Status, place, Highlights.Excerpt(text, query, ExcerptLength), ClauseWords.AddressOf(document.Id, place)));
            }

            return shown;
        }
    }

    /// <summary>Puts a document's clauses into the index; its title stands before them.</summary>
    internal static Task Index(BihuanContext db, DocumentRead read, IReadOnlyList<ClauseRow> clauses, IReadOnlyList<FindRow> finds, CancellationToken cancel)
    {
        List<(string, string)> common = [.. read.Issuers.Select(i => (Issuer, i))];
        if (read.Number is { } number)
        {
            common.Add((Number, number));
        }

        var fields = finds.SelectMany(f => f.Marks.Select(m => m.Clause).Append(f.Clause).Distinct().Select(c => (Clause: c, Find: f))).ToLookup(x => x.Clause, x => x.Find);
        List<SearchRow> rows = [new(0, $"{read.Title} {read.Number}")];
        rows.AddRange(clauses.Where(c => WordsOf(c).Length > 0).Select(c => new SearchRow(c.Ordinal + 1, WordsOf(c), [.. fields[c.Ordinal].SelectMany(f => f.Units.Select(u => (Unit, u)).Append((Kind, f.Kind))).Distinct()])));
        return SearchIndex.Of(db).Put(new(SearchKind.Clause, read.Id.Value, read.Date, common), rows, cancel);
    }

    private static string WordsOf(ClauseRow clause) => clause.Table is { } table
        ? string.Join('\n', table.Rows.Select(Cells).Prepend(string.Join(' ', table.Columns)).Prepend(table.Caption))
        : clause.Text.Length > 0 ? clause.Text : clause.Heading;

    private static string Cells(StoredRow row) => string.Join(' ', row.Cells.OfType<string>());
}

/// <summary>Documents and clauses in the search over everything (Ctrl-K).</summary>
internal sealed class DocumentSearch(Mediator ask, Words words) : ISearchProvider
{
    public int Order => 10;

    public string TitleKey => "documents.title";

    public async ValueTask<IReadOnlyList<Platform.SearchHit>> Search(string text, int limit, CancellationToken cancel)
    {
        List<Platform.SearchHit> hits = [];
        if (await ask.Send(new ListDocuments.Request(text.Trim(), Limit: Math.Max(1, limit / 2)), cancel: cancel) is Result<ListDocuments.Answer>.Done(var documents))
        {
            hits.AddRange(documents.Items.Select(d => new Platform.SearchHit(d.Title, d.Number ?? words["document.noNumber"], ClauseWords.AddressOf(d.Number, d.Id))));
        }
        if (hits.Count < limit && await ask.Send(new SearchClauses.Request(text, Take: limit), cancel: cancel) is Result<SearchClauses.Answer>.Done(var clauses))
        {
            hits.AddRange(clauses.Hits.Where(h => h.Place.Length > 0).Take(limit - hits.Count).Select(h => new Platform.SearchHit(string.Concat(h.Words.Select(w => w.Text)), $"{h.Name} {h.Place}", h.Address)));
        }

        return hits;
    }
}
