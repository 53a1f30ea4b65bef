using System.Reflection;
using Bihuan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Bihuan.Persistence;

/// <summary>Makes every table again from the journal: in place (<c>bihuan rebuild</c>), or into an empty database up to a past day.</summary>
public sealed class Rebuilder(EventCatalog catalog, IEnumerable<IProjection> projections)
{
    private const int Batch = 500;

    /// <summary>Empties every table that the journal makes and fills it again, in one transaction: the caller's, or one of its own.</summary>
    /// <returns>How many entries were taken in.</returns>
    public async Task<long> Rebuild(BihuanContext db, IProgress<long>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        await Ledger.Head(db, cancel);
        foreach (var table in Tables(db.Model))
        {
            // The names come from our own model.
#pragma warning disable EF1002
            await db.Database.ExecuteSqlRawAsync($"DELETE FROM \"{table}\"", cancel);
#pragma warning restore EF1002
        }

        var count = await Replay(db, db.Set<JournalEntry>(), keepEntries: false, progress, cancel);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancel);
        }

        return count;
    }

    /// <summary>Takes entries in, in the order of the journal, into <paramref name="into"/>.</summary>
    /// <param name="into">Where the tables are; its transaction, if any, is the caller's.</param>
    /// <param name="entries">Which entries; may be of another database.</param>
    /// <param name="keepEntries">Whether the entries themselves are put in too: into another database.</param>
    /// <param name="progress">Told the position after each batch.</param>
    /// <param name="cancel">Stops between batches.</param>
    public async Task<long> Replay(BihuanContext into, IQueryable<JournalEntry> entries, bool keepEntries, IProgress<long>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(into);
        long after = 0, count = 0;
        while (true)
        {
            var batch = await entries.AsNoTracking().Where(e => e.Position > after).OrderBy(e => e.Position).Take(Batch).ToListAsync(cancel);
            if (batch.Count == 0)
            {
                return count;
            }

            foreach (var entry in batch)
            {
                var recorded = new Recorded(entry, catalog.Read(entry));
                if (keepEntries)
                {
                    into.Add(entry);
                }

                await ApplyToState(into, recorded, cancel);
                foreach (var projection in projections)
                {
                    await projection.Project(recorded, into, cancel);
                }
            }

            await into.SaveChangesAsync(cancel);
            into.ChangeTracker.Clear();
            after = batch[^1].Position;
            count += batch.Count;
            progress?.Report(after);
        }
    }

    /// <summary>The tables that the journal makes, children before their parents.</summary>
    public static IReadOnlyList<string> Tables(IModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var made = model.GetEntityTypes().Where(e => !e.IsKept() && e.GetTableName() is not null).ToList();
        var ordered = new List<IEntityType>();
        var seen = new HashSet<IEntityType>();
        made.ForEach(Visit);
        ordered.Reverse();
        return [.. ordered.Select(e => e.GetTableName()!).Distinct(StringComparer.Ordinal)];

        void Visit(IEntityType entity)
        {
            if (seen.Add(entity))
            {
                foreach (var key in entity.GetForeignKeys().Where(k => made.Contains(k.PrincipalEntityType)))
                {
                    Visit(key.PrincipalEntityType);
                }

                ordered.Add(entity);
            }
        }
    }

    private async ValueTask ApplyToState(BihuanContext db, Recorded recorded, CancellationToken cancel)
    {
        var (entry, happened) = recorded;
        if (!catalog.States.TryGetValue(entry.StreamKind, out var type))
        {
            throw new InvalidOperationException($"Entry {entry.Position} is of stream kind {entry.StreamKind}, which this program does not know.");
        }

        State state;
        if (entry.Version == 1)
        {
            state = (State)Activator.CreateInstance(type, nonPublic: true)!;
        }
        else
        {
            var key = db.Model.FindEntityType(type)!.FindPrimaryKey()!.Properties.Single();
            state = (State?)await db.FindAsync(type, [Keyed(key.ClrType, entry.StreamId)], cancel)
                ?? throw new InvalidOperationException($"Entry {entry.Position} continues a stream that has no beginning.");
        }

        state.Apply(happened, new(entry.Recorded, new(entry.Actor, entry.ForUnit, entry.ForPost)));
        if (entry.Version == 1)
        {
            db.Add(state);
        }
    }

    private static object Keyed(Type type, Guid value) =>
        type == typeof(Guid) ? value : type.GetMethod(nameof(IId<NoId>.From), BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [value])!;

    private readonly record struct NoId(Guid Value) : IId<NoId>
    {
        public static NoId From(Guid value) => new(value);
    }
}
