using Bihuan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Persistence;

/// <summary>Somebody else changed the same thing in between. Nothing was written.</summary>
public sealed class ConcurrencyException : Exception
{
    /// <summary>A clash.</summary>
    public ConcurrencyException()
        : base("Another change came first.")
    {
    }

    /// <summary>A clash with its cause.</summary>
    public ConcurrencyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A clash.</summary>
    public ConcurrencyException(string message)
        : base(message)
    {
    }
}

/// <summary>Who acts in the present scope, and whether anything may be written.</summary>
public sealed class LedgerScope
{
    /// <summary>Who acts.</summary>
    public Acting Acting { get; set; } = Acting.Program;

    /// <summary>Why, where the person was asked.</summary>
    public string? Reason { get; set; }

    /// <summary>Decide only: <see cref="Ledger.Commit"/> writes nothing. So a button knows beforehand what would refuse it.</summary>
    public bool Trial { get; set; }
}

/// <summary>Where this process's writers wait for their turn, each in the order of its coming and without holding a thread or a connection. The
/// database lets only one append at a time in any case; SQLite's own waiting is a blocked thread that looks again now and then, and who came first
/// may come last.</summary>
/// <param name="clock">The machine's clock.</param>
public sealed class WriteTurn(MachineClock clock) : IDisposable
{
    /// <summary>So long after another process was seen to append, the head is read under its lock again.</summary>
    private static readonly TimeSpan Wary = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private (long Position, byte[] Hash)? _left;
    private bool _isDoubted;
    private DateTimeOffset _waryUntil;

    /// <summary>The journal's head as this process left it, where it may be taken for what it is: then it need not be read, and the commit fails should
    /// another process have moved it. Asked, and told the rest, by whose turn it is.</summary>
    internal (long Position, byte[] Hash)? Head => _isDoubted || clock.Now < _waryUntil ? null : _left;

    /// <summary>A head was read under its lock: another process has been at work where it is not the one that was left.</summary>
    internal void Saw(JournalHead head)
    {
        _isDoubted = false;
        if (_left is { } left && left.Position != head.Position)
        {
            _waryUntil = clock.Now + Wary;
        }
    }

    /// <summary>This is where a commit left it.</summary>
    internal void Left(JournalHead head) => _left = (head.Position, head.Hash);

    /// <summary>A commit clashed with another, perhaps of another process.</summary>
    internal void Doubt() => _isDoubted = true;

    /// <summary>Waits for the turn; it ends when what is returned is disposed of.</summary>
    internal async ValueTask<IDisposable> Take(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        return new Taken(_turn);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private sealed class Taken(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}

/// <summary>The only way to change anything: events are recorded, applied to their states, and written in one transaction together
/// with their journal entries and read tables.</summary>
/// <param name="db">The scope's context.</param>
/// <param name="catalog">Names of events.</param>
/// <param name="projections">The read tables.</param>
/// <param name="digest">The suite in force.</param>
/// <param name="clock">The district's clock.</param>
/// <param name="scope">Who acts.</param>
/// <param name="signal">Told after each commit.</param>
/// <param name="turns">Where it waits for its turn.</param>
public sealed class Ledger(BihuanContext db, EventCatalog catalog, IEnumerable<IProjection> projections, IDigest digest, TimeProvider clock, LedgerScope scope, JournalSignal signal, WriteTurn turns)
{
    private readonly List<(State State, int Version, IEvent Happened, Stamp Stamp, DateOnly? Effective)> _pending = [];

    /// <summary>Records an event of a stream and applies it to the state at once; the database hears of it in <see cref="Commit"/>.</summary>
    /// <param name="state">The stream's state, new or loaded in this scope.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="effective">The day from which it holds, where that is not today.</param>
    public void Record(State state, IEvent happened, DateOnly? effective = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(happened);
        var isNew = state.Version == 0;
        var stamp = new Stamp(clock.GetUtcNow(), scope.Acting);
        state.Apply(happened, stamp);
        if (isNew)
        {
            db.Add(state);
        }

        _pending.Add((state, state.Version, happened, stamp, effective));
    }

    /// <summary>Writes everything recorded since the last commit, or nothing.</summary>
    /// <exception cref="ConcurrencyException">Another change to one of the streams came first.</exception>
    public async Task Commit(CancellationToken cancel)
    {
        if (scope.Trial || (_pending.Count == 0 && !db.ChangeTracker.HasChanges()))
        {
            return;
        }

        var own = db.Database.CurrentTransaction is null;
        var prepared = await Prepare(cancel);
        using var turn = own ? await turns.Take(cancel) : null;
        var transaction = db.Database.CurrentTransaction ?? await db.Database.BeginTransactionAsync(cancel);
        IReadOnlyCollection<string> kinds = [.. _pending.Select(p => EventCatalog.KindOf(p.State.GetType()))];
        try
        {
            var head = await Head(own, cancel);
            await Write(head, prepared, cancel);
            if (own)
            {
                await transaction.CommitAsync(cancel);
                turns.Left(head);
            }
        }
        catch (DbUpdateException clash) when (clash is DbUpdateConcurrencyException || IsClash(clash))
        {
            if (own)
            {
                turns.Doubt();
            }

            throw new ConcurrencyException("Another change came first.", clash);
        }
        finally
        {
            if (own)
            {
                await transaction.DisposeAsync();
            }
        }

        signal.Raise(kinds);
    }

    /// <summary>The journal's head. In PostgreSQL its row is held until the transaction ends, so that appends stand in line behind it; SQLite's own
    /// transactions do so by themselves.</summary>
    internal static async Task<JournalHead> Head(BihuanContext db, CancellationToken cancel)
    {
        Forget(db);
        var heads = db.Set<JournalHead>();
        return (await (db.IsPostgreSql ? heads.FromSql($"SELECT * FROM journal_head FOR UPDATE") : heads).AsTracking().ToListAsync(cancel)).Single();
    }

    private async ValueTask<JournalHead> Head(bool own, CancellationToken cancel)
    {
        if (own && turns.Head is { } left)
        {
            Forget(db);
            return db.Attach(new JournalHead { Position = left.Position, Hash = left.Hash }).Entity;
        }

        var head = await Head(db, cancel);
        if (own)
        {
            turns.Saw(head);
        }

        return head;
    }

    /// <summary>One that this scope has seen before is of no use: others have appended since.</summary>
    private static void Forget(BihuanContext db)
    {
        if (db.ChangeTracker.Entries<JournalHead>().SingleOrDefault() is { } old)
        {
            old.State = EntityState.Detached;
        }
    }

    /// <summary>Reads beforehand what will be needed while everybody else waits. It cannot change meanwhile without the streams' versions, which then
    /// refuse the commit.</summary>
    /// <returns>The hash of each known stream's last entry.</returns>
    private async Task<Dictionary<Guid, byte[]>> Prepare(CancellationToken cancel)
    {
        var last = new Dictionary<Guid, byte[]>();
        foreach (var (state, version, happened, _, _) in _pending)
        {
            if (!last.ContainsKey(state.Key))
            {
                var before = version - 1;
                last[state.Key] = before == 0 ? [] : await db.Set<JournalEntry>().Where(e => e.StreamId == state.Key && e.Version == before).Select(e => e.Hash).SingleOrDefaultAsync(cancel)
                    ?? throw new ConcurrencyException();
            }
            foreach (var projection in projections)
            {
                await projection.Prepare(state.Key, happened, db, cancel);
            }
        }

        return last;
    }

    private async Task Write(JournalHead head, Dictionary<Guid, byte[]> lastOfStream, CancellationToken cancel)
    {
        // One suite for the whole commit, also where the district chooses another meanwhile.
        var suite = Digests.Of(digest.Name);
        var written = new List<Recorded>(_pending.Count);
        foreach (var (state, version, happened, stamp, effective) in _pending)
        {
            var name = catalog.NameOf(happened);
            var entry = new JournalEntry
            {
                Position = head.Position + 1,
                StreamKind = EventCatalog.KindOf(state.GetType()),
                StreamId = state.Key,
                Version = version,
                Type = name.Name,
                Schema = name.Schema,
                Payload = EventCatalog.Write(happened),
                Actor = stamp.By.Account,
                ForUnit = stamp.By.Unit,
                ForPost = stamp.By.Post,
                Reason = scope.Reason,
                Recorded = stamp.Recorded,
                Effective = effective,
                Suite = suite.Name,
                PreviousInStream = lastOfStream[state.Key],
                Previous = head.Hash,
            };
            entry.Hash = entry.ComputeHash(suite);
            (head.Position, head.Hash) = (entry.Position, entry.Hash);
            lastOfStream[state.Key] = entry.Hash;
            db.Add(entry);
            written.Add(new(entry, happened));
        }

        foreach (var recorded in written)
        {
            foreach (var projection in projections)
            {
                await projection.Project(recorded, db, cancel);
            }
        }

        await db.SaveChangesAsync(cancel);
        _pending.Clear();
    }

    private static bool IsClash(DbUpdateException failure) => failure.InnerException switch
    {
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 19 } => true,
        Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation or Npgsql.PostgresErrorCodes.DeadlockDetected } => true,
        _ => false,
    };
}
