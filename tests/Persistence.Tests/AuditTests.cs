using System.Globalization;
using Bihuan.Kernel;
using Bihuan.TestKit;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Persistence.Tests;

/// <summary>Somebody with the database in their hands changes the past; the audit says where.</summary>
public class AuditTests
{
    private const int Count = 36;

    private static readonly string[] Fields =
        ["StreamKind", "StreamId", "Version", "Type", "Schema", "Payload", "Actor", "ForUnit", "ForPost", "Reason", "Recorded", "Effective", "Suite", "PreviousInStream", "Previous", "Hash"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public enum Way
    {
        Alter,
        Delete,
        DeleteAndMoveUp,
        Insert,
        InsertForged,
        Append,
        Swap,
        Cut,
        ReplaceWhole,
        RewriteChain,
        RewriteChainAndHead,
        CutWithHead,
    }

    [Theory, BothDatabases]
    public async Task AJournalThatNobodyTouched_IsClean(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await using var scope = district.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var checkpoints = scope.ServiceProvider.GetRequiredService<Checkpoints>();
        Assert.True((await new AuditVerifier(db).Verify(null, null, Cancel)).IsClean);
        Assert.Null(await checkpoints.Take(Cancel));

        var taken = new List<Checkpoint>();
        for (var round = 0; round < 4; round++)
        {
            await History.Make(district, days: 2, perDay: 5 + round);
            taken.Add((await checkpoints.Take(Cancel))!);
            Assert.Equal(taken[^1].Position, (await checkpoints.Take(Cancel))!.Position);
        }

        // One that goes on from the last is the same as one folded from the start.
        var entries = await db.Set<JournalEntry>().OrderBy(e => e.Position).ToListAsync(Cancel);
        var tree = new MerkleTree(new Sha256Digest());
        entries.ForEach(e => tree.Append(e.Hash));
        Assert.Equal(tree.Root(), taken[^1].Root);
        foreach (var checkpoint in taken)
        {
            var report = await new AuditVerifier(db).Verify(CheckpointFile.Of(checkpoint), null, Cancel);
            Assert.Equal((entries.Count, 4, 0), (report.Entries, report.Checkpoints, report.Findings.Count));
        }
    }

    [Theory, BothDatabases]
    public async Task TwoSuitesInOneJournal_AreBothVerified(DatabaseKind kind)
    {
        await using var district = await District.Open(kind, services => services.AddSingleton<IDigest, Alternating>());
        await History.Make(district, days: 3);
        await using var scope = district.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        Assert.Equal(["SHA-256", "SM3"], await db.Set<JournalEntry>().Select(e => e.Suite).Distinct().OrderBy(s => s).ToListAsync(Cancel));
        Assert.True((await new AuditVerifier(db).Verify(null, null, Cancel)).IsClean);

        await db.Set<JournalEntry>().Where(e => e.Position == 5).ExecuteUpdateAsync(e => e.SetProperty(x => x.Reason, "另有原因"), Cancel);
        Assert.Equal((AuditFault.Altered, 5), Only((await new AuditVerifier(db).Verify(null, null, Cancel)).Findings));
    }

    [Theory, BothDatabases]
    public async Task WhateverIsDoneToTheJournal_IsNamed(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await History.Make(district, days: Count / 6);
        await using var scope = district.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var checkpoint = CheckpointFile.Of((await scope.ServiceProvider.GetRequiredService<Checkpoints>().Take(Cancel))!);
        await db.Set<Checkpoint>().ExecuteDeleteAsync(Cancel);
        var seen = new HashSet<Way>();
        var tampering = Gen.Select(Gen.Enum<Way>(), Gen.Int[1, Count], Gen.Int[1, Count], Gen.Int[0, Fields.Length - 1], Gen.Bool);
        await tampering.SampleAsync(
            async t =>
            {
                var (way, at, other, field, own) = t;
                seen.Add(way);
                await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
                var tampered = await Tamper(db, way, at, other, Fields[field], own);
                db.ChangeTracker.Clear();
                if (!tampered)
                {
                    return;
                }

                var report = await new AuditVerifier(db).Verify(checkpoint, null, Cancel);
                var said = string.Join("; ", report.Findings);
                Assert.True(Names(report.Findings, way, at, other), $"{way} at {at}, {other}, {Fields[field]}: {said}");
                // It names what was done, and does not accuse half the journal.
                Assert.True(report.Findings.Count <= 8, $"{way} at {at}, {other}, {Fields[field]}: {said}");
                await transaction.RollbackAsync(Cancel);
            },
            iter: 400, threads: 1);
        Assert.True((await new AuditVerifier(db).Verify(checkpoint, null, Cancel)).IsClean);
        Assert.Equal(Enum.GetValues<Way>().Length, seen.Count);
    }

    [Theory, BothDatabases]
    public async Task AStoredCheckpointThatWasAltered_AndAForeignOne_AreNamed(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await History.Make(district, days: 2);
        await using var scope = district.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var checkpoint = (await scope.ServiceProvider.GetRequiredService<Checkpoints>().Take(Cancel))!;

        var foreign = CheckpointFile.Of(checkpoint) with { Root = new string('a', 64) };
        var finding = Assert.Single((await new AuditVerifier(db).Verify(foreign, null, Cancel)).Findings);
        Assert.Equal((AuditFault.CheckpointWrong, checkpoint.Position, true), (finding.Fault, finding.Position, finding.OfFile));

        await db.Set<Checkpoint>().ExecuteUpdateAsync(c => c.SetProperty(x => x.Root, new byte[32]), Cancel);
        finding = Assert.Single((await new AuditVerifier(db).Verify(null, null, Cancel)).Findings);
        Assert.Equal((AuditFault.CheckpointWrong, checkpoint.Position, false), (finding.Fault, finding.Position, finding.OfFile));
    }

    [Fact]
    public void ACheckpointFile_ReadsBack_AndNothingElseReads()
    {
        var file = new CheckpointFile(CheckpointFile.KindName, 7, new string('1', 64), "SM3", new string('2', 64), new(2022, 4, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(file, Assert.IsType<Result<CheckpointFile>.Done>(CheckpointFile.Read(file.Write(), "a.json")).Value);
        Gen.String[0, 200].Sample(text => CheckpointFile.Read(text, "a.json") is Result<CheckpointFile>.Refused);
        Assert.IsType<Result<CheckpointFile>.Refused>(CheckpointFile.Read("null", "a.json"));
        Assert.IsType<Result<CheckpointFile>.Refused>(CheckpointFile.Read("{\"kind\":\"bihuan-checkpoint-1\"}", "a.json"));
        Assert.IsType<Result<CheckpointFile>.Refused>(CheckpointFile.Read(file.Write().Replace("SM3", "MD5", StringComparison.Ordinal), "a.json"));
    }

    private static bool Names(IReadOnlyList<AuditFinding> findings, Way way, int at, int other)
    {
        return way switch
        {
            Way.Alter or Way.ReplaceWhole => Has(AuditFault.Altered, at) || (at == Count && findings.Any(f => f.Fault == AuditFault.HeadWrong)),
            Way.Delete or Way.DeleteAndMoveUp => findings.Any(f => f.Fault == AuditFault.Missing && f.Position > 0 && (Covers(f, at) || Covers(f, Count))) || Has(AuditFault.Reordered, at),
            Way.Insert or Way.InsertForged => Has(AuditFault.Added, at),
            Way.Append => Has(AuditFault.Added, Count + 1),
            Way.Swap => Has(AuditFault.Reordered, at) && Has(AuditFault.Reordered, other),
            Way.Cut => findings.Any(f => f.Fault == AuditFault.Missing && Covers(f, at) && Covers(f, Count)),
            Way.RewriteChain => findings.Any(f => f.Fault == AuditFault.HeadWrong) && findings.Any(f => f is { Fault: AuditFault.CheckpointWrong, OfFile: true }),
            Way.RewriteChainAndHead => findings is [{ Fault: AuditFault.CheckpointWrong, OfFile: true }],
            Way.CutWithHead => findings.Any(f => f is { Fault: AuditFault.Missing, OfFile: true } && f.Position == at && f.UpTo == Count),
            _ => false,
        };

        bool Has(AuditFault fault, int position) => findings.Any(f => f.Fault == fault && f.Position == position);

        static bool Covers(AuditFinding finding, int position) => finding.Position <= position && position <= (finding.UpTo ?? finding.Position);
    }

    /// <returns>Whether anything was changed.</returns>
    private static async Task<bool> Tamper(BihuanContext db, Way way, int at, int other, string field, bool own)
    {
        var journal = db.Set<JournalEntry>();
        var entry = await journal.AsNoTracking().SingleAsync(e => e.Position == at, Cancel);
        switch (way)
        {
            case Way.Alter:
                await Put(db, Altered(entry, field));
                return true;
            case Way.ReplaceWhole:
                var replaced = Altered(entry, "Payload");
                replaced.Hash = replaced.ComputeHash(Digests.Of(replaced.Suite));
                await Put(db, replaced);
                return true;
            case Way.Delete:
                await journal.Where(e => e.Position == at).ExecuteDeleteAsync(Cancel);
                return true;
            case Way.DeleteAndMoveUp:
                await journal.Where(e => e.Position == at).ExecuteDeleteAsync(Cancel);
                await Move(db, at + 1, -1);
                return true;
            case Way.Insert or Way.InsertForged or Way.Append:
                var place = way == Way.Append ? Count + 1 : at;
                await Move(db, place, +1);
                var before = await journal.AsNoTracking().Where(e => e.Position == place - 1).Select(e => e.Hash).SingleOrDefaultAsync(Cancel) ?? [];
                var added = Copy(entry, place, Guid.CreateVersion7(), version: 1, entry.Payload, own ? before : new byte[32], []);
                added.Hash = way == Way.InsertForged ? new byte[32] : added.ComputeHash(Digests.Of(added.Suite));
                await Insert(db, added);
                return true;
            case Way.Swap:
                if (at == other)
                {
                    return false;
                }

                await journal.Where(e => e.Position == at).ExecuteUpdateAsync(e => e.SetProperty(x => x.Position, -1L), Cancel);
                await journal.Where(e => e.Position == other).ExecuteUpdateAsync(e => e.SetProperty(x => x.Position, (long)at), Cancel);
                await journal.Where(e => e.Position == -1).ExecuteUpdateAsync(e => e.SetProperty(x => x.Position, (long)other), Cancel);
                return true;
            case Way.Cut:
                await journal.Where(e => e.Position >= at).ExecuteDeleteAsync(Cancel);
                return true;
            case Way.CutWithHead:
                if (at == 1)
                {
                    return false;
                }

                await journal.Where(e => e.Position >= at).ExecuteDeleteAsync(Cancel);
                await SetHead(db, at - 1, await journal.Where(e => e.Position == at - 1).Select(e => e.Hash).SingleAsync(Cancel));
                return true;
            default:
                await Put(db, Altered(entry, "Payload"));
                var last = await RewriteChain(db, at);
                if (way == Way.RewriteChainAndHead)
                {
                    await SetHead(db, Count, last);
                }

                return true;
        }
    }

    private static JournalEntry Altered(JournalEntry e, string field) => new()
    {
        Position = e.Position,
        StreamKind = field == "StreamKind" ? e.StreamKind + "x" : e.StreamKind,
        StreamId = field == "StreamId" ? Guid.CreateVersion7() : e.StreamId,
        Version = field == "Version" ? e.Version + 100 : e.Version,
        Type = field == "Type" ? e.Type + "x" : e.Type,
        Schema = field == "Schema" ? e.Schema + 1 : e.Schema,
        Payload = field == "Payload" ? e.Payload.Replace("单位", "机构", StringComparison.Ordinal) : e.Payload,
        Actor = field == "Actor" ? Guid.CreateVersion7() : e.Actor,
        ForUnit = field == "ForUnit" ? Guid.CreateVersion7() : e.ForUnit,
        ForPost = field == "ForPost" ? Guid.CreateVersion7() : e.ForPost,
        Reason = field == "Reason" ? "另有原因" : e.Reason,
        Recorded = field == "Recorded" ? e.Recorded.AddTicks(1) : e.Recorded,
        Effective = field == "Effective" ? new DateOnly(2020, 1, 1) : e.Effective,
        Suite = field == "Suite" ? "SM3" : e.Suite,
        PreviousInStream = field == "PreviousInStream" ? new byte[32] : e.PreviousInStream,
        Previous = field == "Previous" ? new byte[32] : e.Previous,
        Hash = field == "Hash" ? new byte[32] : e.Hash,
    };

    private static JournalEntry Copy(JournalEntry e, long position, Guid stream, int version, string payload, byte[] previous, byte[] previousInStream) => new()
    {
        Position = position,
        StreamKind = e.StreamKind,
        StreamId = stream,
        Version = version,
        Type = e.Type,
        Schema = e.Schema,
        Payload = payload,
        Actor = e.Actor,
        ForUnit = e.ForUnit,
        ForPost = e.ForPost,
        Reason = e.Reason,
        Recorded = e.Recorded,
        Effective = e.Effective,
        Suite = e.Suite,
        PreviousInStream = previousInStream,
        Previous = previous,
        Hash = e.Hash,
    };

    /// <summary>An attacker with the program at hand computes every later hash anew, of the journal and of the streams.</summary>
    private static async Task<byte[]> RewriteChain(BihuanContext db, int from)
    {
        var entries = await db.Set<JournalEntry>().AsNoTracking().OrderBy(e => e.Position).ToListAsync(Cancel);
        var streams = new Dictionary<Guid, byte[]>();
        byte[] previous = [];
        foreach (var entry in entries)
        {
            var hash = entry.Hash;
            if (entry.Position >= from)
            {
                var anew = Copy(entry, entry.Position, entry.StreamId, entry.Version, entry.Payload, previous, streams.GetValueOrDefault(entry.StreamId, []));
                hash = anew.Hash = anew.ComputeHash(Digests.Of(anew.Suite));
                await Put(db, anew);
            }

            previous = streams[entry.StreamId] = hash;
        }

        return previous;
    }

    private static async Task Put(BihuanContext db, JournalEntry entry)
    {
        await db.Set<JournalEntry>().Where(e => e.Position == entry.Position).ExecuteDeleteAsync(Cancel);
        await Insert(db, entry);
    }

    private static async Task Insert(BihuanContext db, JournalEntry entry)
    {
        db.Add(entry);
        await db.SaveChangesAsync(Cancel);
        db.ChangeTracker.Clear();
    }

    private static async Task Move(BihuanContext db, int from, int by)
    {
        await db.Set<JournalEntry>().Where(e => e.Position >= from).ExecuteUpdateAsync(e => e.SetProperty(x => x.Position, x => -(x.Position + by)), Cancel);
        await db.Set<JournalEntry>().Where(e => e.Position < 0).ExecuteUpdateAsync(e => e.SetProperty(x => x.Position, x => -x.Position), Cancel);
    }

    private static Task SetHead(BihuanContext db, long position, byte[] hash) =>
        db.Set<JournalHead>().ExecuteUpdateAsync(h => h.SetProperty(x => x.Position, position).SetProperty(x => x.Hash, hash), Cancel);

    private static (AuditFault, int) Only(IReadOnlyList<AuditFinding> findings)
    {
        var finding = Assert.Single(findings);
        return (finding.Fault, int.Parse(finding.Position.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    /// <summary>A district that changes its suite with every entry.</summary>
    private sealed class Alternating : IDigest
    {
        private static int _turn;
        private IDigest _now = new Sha256Digest();

        public string Name => (_now = Interlocked.Increment(ref _turn) % 2 == 0 ? new Sha256Digest() : new Sm3Digest()).Name;

        public byte[] Of(ReadOnlySpan<byte> bytes) => _now.Of(bytes);

        public IRunningDigest Begin() => _now.Begin();
    }
}
