using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>What happened to a clause between two versions.</summary>
internal enum ClauseChange
{
    Same,
    Changed,
    Added,
    Removed,
    Moved,
}

/// <summary>What an amended document changes clause by clause, and which adopted things that touches (修订对照).</summary>
internal static class CompareVersions
{
    /// <param name="Document">The later version.</param>
    /// <param name="With">The earlier one; the one it replaces where null.</param>
    [Needs(DocumentsPermissions.View)]
    public sealed record Request(DocumentId Document, Guid? With = null) : IQuery<Answer>;

    public sealed record Answer(Side Later, Side? Earlier, IReadOnlyList<Row> Rows, IReadOnlyList<Touched> Touched);

    public sealed record Side(DocumentId Id, string? Number, string Title, DateOnly? Date);

    /// <param name="Place">In the later version, or in the earlier one where it was removed.</param>
    /// <param name="EarlierPlace">Where it stood before, for a moved clause.</param>
    public sealed record Row(ClauseChange Change, string Place, string? EarlierPlace, string? Before, string? After, IReadOnlyList<Piece> Pieces);

    /// <summary>A stretch of the two texts: kept, taken out, or put in.</summary>
    public sealed record Piece(PieceKind Kind, string Text);

    public enum PieceKind
    {
        Kept,
        Out,
        In,
    }

    /// <summary>A thing adopted from a clause of the earlier version that changed or went.</summary>
    public sealed record Touched(AdoptionId Id, string Place, string Kind, AdoptedThing Thing, ClauseChange Change);

    internal sealed record Words(string Place, string Text);

    /// <summary>Aligns the clauses of two versions: by place where the words are near, else by their words. Pure.</summary>
    public static IReadOnlyList<Row> Align(IReadOnlyList<Words> before, IReadOnlyList<Words> after)
    {
        var byText = before.GroupBy(b => b.Text, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new Queue<Words>(g), StringComparer.Ordinal);
        var used = new HashSet<Words>(ReferenceEqualityComparer.Instance);
        var partner = new Dictionary<Words, Words>(ReferenceEqualityComparer.Instance);

        // The same words at the same place first, then the same words elsewhere, then the same place with other words.
        var byPlace = before.GroupBy(b => b.Place, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        Pair((a, b) => a.Text == b.Text);
        foreach (var clause in after.Where(a => !partner.ContainsKey(a)))
        {
            while (byText.TryGetValue(clause.Text, out var queue) && queue.TryDequeue(out var other))
            {
                if (used.Add(other))
                {
                    partner.Add(clause, other);
                    break;
                }
            }
        }

        Pair((a, b) => true);

        List<Row> rows = [];
        var next = 0;
        foreach (var clause in after)
        {
            if (!partner.TryGetValue(clause, out var other))
            {
                rows.Add(new(ClauseChange.Added, clause.Place, null, null, clause.Text, [new(PieceKind.In, clause.Text)]));
                continue;
            }

            // What was removed stands where it stood.
            var at = IndexOf(before, other, next);
            for (; at >= 0 && next < at; next++)
            {
                if (!used.Contains(before[next]))
                {
                    rows.Add(Removed(before[next]));
                }
            }

            next = Math.Max(next, at + 1);
            rows.Add(other.Text == clause.Text
                ? new(other.Place == clause.Place ? ClauseChange.Same : ClauseChange.Moved, clause.Place, other.Place, other.Text, clause.Text, [new(PieceKind.Kept, clause.Text)])
                : new(ClauseChange.Changed, clause.Place, other.Place, other.Text, clause.Text, Difference.Of(other.Text, clause.Text)));
        }

        for (; next < before.Count; next++)
        {
            if (!used.Contains(before[next]))
            {
                rows.Add(Removed(before[next]));
            }
        }

        return rows;

        void Pair(Func<Words, Words, bool> fits)
        {
            foreach (var clause in after.Where(a => !partner.ContainsKey(a)))
            {
                if (byPlace.TryGetValue(clause.Place, out var there) && there.Find(b => !used.Contains(b) && fits(clause, b)) is { } other)
                {
                    used.Add(other);
                    partner.Add(clause, other);
                }
            }
        }

        static int IndexOf(IReadOnlyList<Words> list, Words wanted, int from)
        {
            for (var i = from; i < list.Count; i++)
            {
                if (ReferenceEquals(list[i], wanted))
                {
                    return i;
                }
            }

            return -1;
        }

        static Row Removed(Words clause) => new(ClauseChange.Removed, clause.Place, clause.Place, clause.Text, null, [new(PieceKind.Out, clause.Text)]);
    }

    internal sealed class Handler(BihuanContext db) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var documents = db.Set<Document>().AsNoTracking();
            if (await documents.SingleOrDefaultAsync(d => d.Id == request.Document, cancel) is not { } later)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Document));
            }

            var with = request.With is { } asked ? DocumentId.From(asked) : later.Replaces;
            var earlier = with is { } id ? await documents.SingleOrDefaultAsync(d => d.Id == id, cancel) : null;
            if (earlier is null)
            {
                return new Answer(Of(later), null, [], []);
            }

            var rows = Align(await Clauses(earlier.Id, cancel), await Clauses(later.Id, cancel));
            var changed = rows.Where(r => r.Change is ClauseChange.Changed or ClauseChange.Removed).GroupBy(r => r.EarlierPlace ?? r.Place, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Change, StringComparer.Ordinal);
            var adopted = await db.Set<Adoption>().AsNoTracking().Where(a => a.Document == earlier.Id && !a.Revoked).OrderBy(a => a.Find).ToListAsync(cancel);
            return new Answer(Of(later), Of(earlier), rows, [.. adopted.Where(a => changed.ContainsKey(a.Place)).Select(a => new Touched(a.Id, a.Place, a.Kind, a.Thing, changed[a.Place]))]);
        }

        private static Side Of(Document document) => new(document.Id, document.Number, document.Title, document.Date);

        private async Task<IReadOnlyList<Words>> Clauses(DocumentId id, CancellationToken cancel)
        {
            List<Words> words = [];
            foreach (var clause in await db.Set<ClauseRow>().AsNoTracking().Where(c => c.Document == id).OrderBy(c => c.Ordinal).ToListAsync(cancel))
            {
                if (clause.Table is { } table)
                {
                    words.AddRange(table.Rows.Select(r => new Words(r.Place, string.Join(" | ", r.Cells.Select(c => c ?? "〃")))));
                }
                else if ((clause.Text.Length > 0 ? clause.Text : clause.Heading) is { Length: > 0 } text)
                {
                    words.Add(new(clause.Place, text));
                }
            }

            return words;
        }
    }
}

/// <summary>The difference of two texts, joined to stretches: Chinese by the character, figures and Latin words whole, for a half-changed figure
/// cannot be read.</summary>
internal static class Difference
{
    /// <summary>Beyond this a clause is shown as taken out and put in: the table grows with the product of the lengths.</summary>
    private const int Most = 4_000_000;

    /// <summary>The stretches in reading order.</summary>
    public static IReadOnlyList<CompareVersions.Piece> Of(string before, string after)
    {
        var (old, now) = (Tokens(before), Tokens(after));
        var start = 0;
        while (start < old.Count && start < now.Count && old[start] == now[start])
        {
            start++;
        }

        var end = 0;
        while (end < old.Count - start && end < now.Count - start && old[^(end + 1)] == now[^(end + 1)])
        {
            end++;
        }

        List<CompareVersions.Piece> pieces = [];
        Add(CompareVersions.PieceKind.Kept, string.Concat(old.Take(start)));
        Middle(old[start..^end], now[start..^end]);
        Add(CompareVersions.PieceKind.Kept, string.Concat(old.TakeLast(end)));
        return pieces;

        void Middle(List<string> a, List<string> b)
        {
            if ((long)a.Count * b.Count > Most)
            {
                Add(CompareVersions.PieceKind.Out, string.Concat(a));
                Add(CompareVersions.PieceKind.In, string.Concat(b));
                return;
            }

            // Longest common subsequence, from the end, so that it is read off forwards.
            var length = new int[a.Count + 1, b.Count + 1];
            for (var i = a.Count - 1; i >= 0; i--)
            {
                for (var j = b.Count - 1; j >= 0; j--)
                {
                    length[i, j] = a[i] == b[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
                }
            }

            int x = 0, y = 0;
            while (x < a.Count || y < b.Count)
            {
                if (x < a.Count && y < b.Count && a[x] == b[y])
                {
                    Add(CompareVersions.PieceKind.Kept, a[x]);
                    (x, y) = (x + 1, y + 1);
                }
                else if (y >= b.Count || (x < a.Count && length[x + 1, y] >= length[x, y + 1]))
                {
                    Add(CompareVersions.PieceKind.Out, a[x++]);
                }
                else
                {
                    Add(CompareVersions.PieceKind.In, b[y++]);
                }
            }
        }

        void Add(CompareVersions.PieceKind kind, string text)
        {
            if (text.Length == 0)
            {
                return;
            }
            if (pieces.Count > 0 && pieces[^1].Kind == kind)
            {
                pieces[^1] = pieces[^1] with { Text = pieces[^1].Text + text };
            }
            else
            {
                pieces.Add(new(kind, text));
            }
        }
    }

    private static List<string> Tokens(string text)
    {
        List<string> tokens = [];
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            while (char.IsAsciiLetterOrDigit(text[at]) && end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || (text[end] is '.' or ',' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
            {
                end++;
            }

            tokens.Add(text[at..end]);
            at = end;
        }

        return tokens;
    }
}
