using Microsoft.EntityFrameworkCore;

namespace Bihuan.Persistence;

/// <summary>Verifies the whole journal (审计核验): each entry's hash, the chain over all entries and over each stream, positions and versions
/// without a gap, the head row, every checkpoint of the database, and one that was kept elsewhere. Reads the journal twice, in the order
/// of positions and of streams, and holds a few entries at a time.</summary>
/// <param name="db">The database.</param>
public sealed class AuditVerifier(BihuanContext db)
{
    /// <summary>Findings beyond these are only counted.</summary>
    public const int MaxFindings = 1000;

    private const int Batch = 1000;

    /// <summary>Where a moved entry belongs is looked up in the whole journal; this often.</summary>
    private const int MaxLookUps = 100;

    private readonly List<AuditFinding> _findings = [];
    private readonly HashSet<long> _faulty = [];
    private long _more;
    private int _lookUps;

    /// <summary>Verifies.</summary>
    /// <param name="exported">A checkpoint that was kept elsewhere.</param>
    /// <param name="progress">Told how many entries of both readings are done.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<AuditReport> Verify(CheckpointFile? exported, IProgress<long>? progress, CancellationToken cancel)
    {
        _findings.Clear();
        _faulty.Clear();
        (_more, _lookUps) = (0, 0);
        await using var snapshot = await Snapshot.Begin(db, cancel);
        var head = await db.Set<JournalHead>().AsNoTracking().SingleOrDefaultAsync(cancel);
        var walk = new Walk(this, head?.Position ?? 0, await CheckpointsInOrder(exported, cancel));
        var after = long.MinValue;
        while (true)
        {
            var batch = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.Position > after).OrderBy(e => e.Position).Take(Batch).ToListAsync(cancel);
            if (batch.Count == 0)
            {
                break;
            }

            foreach (var entry in batch)
            {
                await walk.Take(entry, cancel);
            }

            after = batch[^1].Position;
            progress?.Report(walk.Entries);
        }

        walk.End(head);
        await VerifyStreams(walk.Entries, progress, cancel);
        return new(walk.Entries, walk.LastPosition, Convert.ToHexStringLower(walk.LastHash), walk.StoredCheckpoints, [.. _findings.OrderBy(f => f.Position == 0).ThenBy(f => f.Position)], _more);
    }

    private async Task<Queue<(CheckpointFile File, bool OfFile)>> CheckpointsInOrder(CheckpointFile? exported, CancellationToken cancel)
    {
        var stored = await db.Set<Checkpoint>().AsNoTracking().OrderBy(c => c.Position).ToListAsync(cancel);
        var all = stored.Select(c => (CheckpointFile.Of(c), OfFile: false));
        return new((exported is null ? all : all.Append((exported, OfFile: true))).OrderBy(c => c.Item1.Position));
    }

    private async Task VerifyStreams(long entries, IProgress<long>? progress, CancellationToken cancel)
    {
        StreamPlace? last = null;
        long count = 0;
        var all = db.Set<JournalEntry>().AsNoTracking().OrderBy(e => e.StreamId).ThenBy(e => e.Version)
            .Select(e => new StreamPlace(e.Position, e.StreamKind, e.StreamId, e.Version, e.PreviousInStream, e.Hash)).AsAsyncEnumerable();
        await foreach (var entry in all.WithCancellation(cancel))
        {
            var before = last is not null && last.StreamId == entry.StreamId ? last : null;
            var expected = (before?.Version ?? 0) + 1;
            if (entry.Version != expected && _faulty.Contains(entry.Position))
            {
                // It is told already, and does not count as the stream's.
                continue;
            }

            if (entry.Version > expected)
            {
                Report(new(AuditFault.Missing, 0) { StreamKind = entry.StreamKind, StreamId = entry.StreamId, Version = expected });
            }
            else if (entry.Version < expected)
            {
                ReportOnce(AuditFault.Altered, entry, entry);
            }
            else if (!entry.PreviousInStream.AsSpan().SequenceEqual(before?.Hash ?? []))
            {
                // Whoever wrote a whole entry anew forgot the stream; where both look whole, it is the earlier one that its heir disowns.
                ReportOnce(AuditFault.Altered, before ?? entry, entry);
            }

            last = entry;
            if (++count % Batch == 0)
            {
                progress?.Report(entries + count);
            }
        }
    }

    private void ReportOnce(AuditFault fault, StreamPlace place, StreamPlace heir)
    {
        if (!_faulty.Contains(place.Position) && !_faulty.Contains(heir.Position))
        {
            Report(new(fault, place.Position) { StreamKind = place.StreamKind, StreamId = place.StreamId, Version = place.Version });
        }
    }

    private void Report(AuditFinding finding)
    {
        if (_findings.Count == MaxFindings)
        {
            _more++;
            return;
        }

        _findings.Add(finding);
        _faulty.Add(finding.Position);
    }

    /// <summary>Where an entry with this hash was recorded, told by the entries that were beside it.</summary>
    private async Task<List<long>> Neighbourhood(JournalEntry entry, CancellationToken cancel)
    {
        if (_lookUps++ >= MaxLookUps)
        {
            return [];
        }

        var (hash, previous) = (entry.Hash, entry.Previous);
        var beside = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.Previous == hash || e.Hash == previous).Take(4).ToListAsync(cancel);
        return [.. beside.SelectMany(e => new[] { e.Position - 1, e.Position + 1 }).Where(p => p > 0)];
    }

    private sealed record StreamPlace(long Position, string StreamKind, Guid StreamId, int Version, byte[] PreviousInStream, byte[] Hash);

    /// <summary>The walk over the journal in the order of positions.</summary>
    private sealed class Walk(AuditVerifier audit, long end, Queue<(CheckpointFile File, bool OfFile)> checkpoints)
    {
        private readonly Dictionary<string, MerkleTree> _trees = checkpoints.Select(c => c.File.Suite).Distinct(StringComparer.Ordinal).Where(s => Digests.Find(s) is not null).ToDictionary(s => s, s => new MerkleTree(Digests.Of(s)), StringComparer.Ordinal);
        private bool _storedWrong;

        /// <summary>What the entry before said of the one before it: that it was written anew. Taken back if it turns out a stranger itself.</summary>
        private AuditFinding? _accusation;
        private AuditFinding? _accusationOfLast;

        /// <summary>The entry before, what its hash ought to be, and the finding about it, if any.</summary>
        private JournalEntry? _last;
        private byte[]? _lastComputed;
        private AuditFinding? _lastFinding;
        private byte[] _hashBeforeLast = [];

        /// <summary>By how many places entries stand too far back, after one was put in (+1) or taken out and the rest moved up (-1).</summary>
        private long _shift;

        /// <summary>The shift of an entry found elsewhere; if the next one has it too, the whole rest has moved.</summary>
        private long? _suspected;

        public long Entries { get; private set; }

        public long LastPosition => _last?.Position ?? 0;

        public byte[] LastHash => _last?.Hash ?? [];

        public int StoredCheckpoints { get; private set; }

        public async Task Take(JournalEntry entry, CancellationToken cancel)
        {
            Entries++;
            var computed = Digests.Find(entry.Suite) is { } digest ? entry.ComputeHash(digest) : null;
            _accusation = null;
            var finding = await Judge(entry, computed, cancel);
            _accusationOfLast = _accusation;
            if (finding is not null)
            {
                audit.Report(finding);
            }

            _hashBeforeLast = _last?.Hash ?? [];
            (_last, _lastComputed, _lastFinding) = (entry, computed, finding);
            foreach (var tree in _trees.Values)
            {
                tree.Append(entry.Hash);
            }

            Compare(entry);
        }

        public void End(JournalHead? head)
        {
            var before = LastPosition;
            if (head is null)
            {
                audit.Report(new(AuditFault.HeadWrong, before));
            }
            else if (before - _shift < head.Position)
            {
                audit.Report(new(AuditFault.Missing, before + 1) { UpTo = head.Position > before + 1 ? head.Position : null });
            }
            else if (before - _shift == head.Position && _lastFinding is null && !head.Hash.AsSpan().SequenceEqual(LastHash))
            {
                audit.Report(new(AuditFault.HeadWrong, before));
            }

            foreach (var (file, ofFile) in checkpoints)
            {
                Wrong(file, ofFile);
                if (file.Position > Math.Max(before, end))
                {
                    audit.Report(new(AuditFault.Missing, Math.Max(before, end) + 1) { UpTo = file.Position, OfFile = ofFile });
                }
            }
        }

        private async Task<AuditFinding?> Judge(JournalEntry entry, byte[]? computed, CancellationToken cancel)
        {
            if (entry.Position <= 0)
            {
                return Of(AuditFault.Added, entry);
            }

            var place = entry.Position;
            var gap = place > LastPosition + 1;
            var whole = computed is not null && computed.AsSpan().SequenceEqual(entry.Hash);
            if (whole && _shift == 0)
            {
                _suspected = null;
                Gap(place, gap);
                if (place > end)
                {
                    return Of(AuditFault.Added, entry);
                }
                if (!gap && !Continues(entry))
                {
                    Disowned(entry);
                }

                return null;
            }

            var found = whole ? place : await Find(entry, cancel);
            if (found is not { } genuine)
            {
                Gap(place, gap);
                _suspected = null;
                return Of(place > end + _shift ? AuditFault.Added : AuditFault.Altered, entry);
            }

            var shift = place - genuine;
            if (shift == _shift)
            {
                Gap(place, gap);
                _suspected = null;
                if (!gap && !Continues(entry))
                {
                    Disowned(entry);
                }

                return null;
            }

            if (shift == _shift + 1 && !gap && _last is not null && _lastFinding?.Fault is not AuditFault.Reordered && entry.Previous.AsSpan().SequenceEqual(_hashBeforeLast))
            {
                // The entry before this one is a stranger: this one follows the one before that.
                Replace(Of(AuditFault.Added, _last));
                _shift = shift;
                return null;
            }

            if (_suspected == shift && !gap && Continues(entry))
            {
                // Two in a row: it is not one entry that was moved here, but the rest that moved up over entries taken out.
                var from = _last!.Position - _shift;
                Replace(new(AuditFault.Missing, from) { UpTo = genuine - 2 > from ? genuine - 2 : null });
                (_shift, _suspected) = (shift, null);
                return null;
            }

            Gap(place, gap);
            _suspected = shift;
            return Of(AuditFault.Reordered, entry) with { BelongsAt = genuine };
        }

        private bool Continues(JournalEntry entry) =>
            entry.Previous.AsSpan().SequenceEqual(LastHash) || (_lastComputed is not null && entry.Previous.AsSpan().SequenceEqual(_lastComputed));

        /// <summary>The entry before looks whole, but its heir knows another: the earlier one was written anew, hash and all.</summary>
        private void Disowned(JournalEntry heir)
        {
            if (_lastFinding is null)
            {
                TakeBack();
                _accusation = Of(AuditFault.Altered, _last ?? heir);
                audit.Report(_accusation);
            }
        }

        /// <summary>An entry that both its neighbours disown is the stranger; what it said of the one before it does not count.</summary>
        private void TakeBack()
        {
            if (_accusationOfLast is not null)
            {
                audit._findings.Remove(_accusationOfLast);
                audit._faulty.Remove(_accusationOfLast.Position);
            }
        }

        private void Gap(long place, bool gap)
        {
            if (gap && LastPosition < end)
            {
                var upTo = Math.Min(place - 1, end);
                audit.Report(new(AuditFault.Missing, LastPosition + 1) { UpTo = upTo > LastPosition + 1 ? upTo : null });
            }
        }

        private void Replace(AuditFinding finding)
        {
            TakeBack();
            if (_lastFinding is not null)
            {
                audit._findings.Remove(_lastFinding);
            }

            audit.Report(finding);
            audit._faulty.Add(_last!.Position);
        }

        /// <summary>The place at which the entry's hash is right; near ones first.</summary>
        private async Task<long?> Find(JournalEntry entry, CancellationToken cancel)
        {
            if (Digests.Find(entry.Suite) is not { } digest)
            {
                return null;
            }

            var place = entry.Position;
            foreach (var near in new[] { place - _shift, place - _shift - 1, place - _shift + 1, place - 1, place + 1, end })
            {
                if (Fits(near))
                {
                    return near;
                }
            }

            foreach (var far in await audit.Neighbourhood(entry, cancel))
            {
                if (Fits(far))
                {
                    return far;
                }
            }

            return null;

            bool Fits(long position) => position > 0 && entry.ComputeHash(digest, position).AsSpan().SequenceEqual(entry.Hash);
        }

        private void Compare(JournalEntry entry)
        {
            while (checkpoints.TryPeek(out var next) && next.File.Position <= entry.Position)
            {
                checkpoints.Dequeue();
                StoredCheckpoints += next.OfFile ? 0 : 1;
                var agrees = next.File.Position == entry.Position && next.File.EntryHash == Convert.ToHexStringLower(entry.Hash)
                    && _trees.TryGetValue(next.File.Suite, out var tree) && next.File.Root == Convert.ToHexStringLower(tree.Root());
                if (!agrees)
                {
                    Wrong(next.File, next.OfFile);
                }
            }
        }

        /// <summary>Of the stored ones only the first is told: all later ones are wrong with it.</summary>
        private void Wrong(CheckpointFile file, bool ofFile)
        {
            if (ofFile || !_storedWrong)
            {
                audit.Report(new(AuditFault.CheckpointWrong, file.Position) { OfFile = ofFile });
                _storedWrong |= !ofFile;
            }
        }

        private static AuditFinding Of(AuditFault fault, JournalEntry entry) => new(fault, entry.Position) { StreamKind = entry.StreamKind, StreamId = entry.StreamId, Version = entry.Version };
    }
}
