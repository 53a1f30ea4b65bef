using Bihuan.Kernel;
using Bihuan.Reading;
using Bihuan.Reading.Json;
using Xunit;

namespace Bihuan.Documents.Tests;

/// <summary>The pure decisions, as tables.</summary>
public class DecisionTests
{
    private static readonly Stamp Stamp = new(new(2023, 5, 8, 0, 0, 0, TimeSpan.Zero), new Acting(Guid.CreateVersion7()));

    private static readonly DocumentId Document = DocumentId.From(Guid.CreateVersion7());

    public static TheoryData<string, string?, int, string, string?> Decisions => new()
    {
        // what                              before             seen  asked             refused
        { "first decision",                  null,              0,    nameof(Verdict.Accepted), null },
        { "changed by who saw it",           nameof(Verdict.Accepted),  1,    nameof(Verdict.Rejected), null },
        { "opened again",                    nameof(Verdict.Accepted),  1,    nameof(Verdict.Open),     null },
        { "otherwise, and not seen",         nameof(Verdict.Accepted),  0,    nameof(Verdict.Rejected), "DOC-030" },
        { "otherwise, and seen too early",   nameof(Verdict.Rejected),  0,    nameof(Verdict.Open),     "DOC-030" },
        { "the same, and not seen",          nameof(Verdict.Accepted),  0,    nameof(Verdict.Accepted), null },
    };

    [Theory, MemberData(nameof(Decisions))]
    public void ADecisionOnAFind_ClashesOnlyWhereItDiffers(string what, string? before, int seen, string asked, string? refused)
    {
        FindReview? review = null;
        if (Enum.TryParse<Verdict>(before, out var verdict))
        {
            review = new FindReview();
            review.Apply(new FindDecided(FindReviewId.From(Guid.CreateVersion7()), Document, 0, verdict, null, Guid.CreateVersion7()), Stamp);
        }

        var result = DecideFind.Decide(Find(), review, new(Document, 0, seen, Enum.Parse<Verdict>(asked)), FindReviewId.From(Guid.CreateVersion7()), Guid.CreateVersion7());

        Assert.Equal(refused, result.Match<string?>(_ => null, p => p[0].Code), StringComparer.Ordinal);
        Assert.NotEmpty(what);
    }

    [Fact]
    public void AnEditThatChangesNothing_IsNoEdit()
    {
        var result = DecideFind.Decide(Find(), null, new(Document, 0, 0, Verdict.Accepted, Find().What), FindReviewId.From(Guid.CreateVersion7()), Guid.CreateVersion7());

        Assert.Null(((Result<FindDecided?>.Done)result).Value!.Edited);
    }

    public static TheoryData<string, bool, bool, bool> Statuses => new()
    {
        // status                 start  cancel retry
        { nameof(ImportStatus.Waiting),   true,  true,  false },
        { nameof(ImportStatus.Reading),   true,  true,  false },
        { nameof(ImportStatus.Done),      false, false, false },
        { nameof(ImportStatus.Failed),    false, false, true },
        { nameof(ImportStatus.Cancelled), false, false, true },
    };

    [Theory, MemberData(nameof(Statuses))]
    public void AnImport_GoesOnlyItsWay(string name, bool start, bool cancel, bool retry)
    {
        var status = Enum.Parse<ImportStatus>(name);
        var import = new Import();
        import.Apply(new ImportRequested(ImportId.From(Guid.CreateVersion7()), "a.txt", "SHA-256:0", 1, "text/plain", ImportSource.Page), Stamp);
        IEvent[] events = status switch
        {
            ImportStatus.Reading => [new ImportStarted("n")],
            ImportStatus.Done => [new ImportStarted("n"), new ImportFinished("SHA-256:1", null, [], [], 0)],
            ImportStatus.Failed => [new ImportStarted("n"), new ImportFailed([])],
            ImportStatus.Cancelled => [new ImportCancelled()],
            _ => [],
        };
        Array.ForEach(events, e => import.Apply(e, Stamp));

        Assert.Equal(start, StartImport.Decide(import, new(import.Id, "n")) is Result<ImportStarted>.Done);
        Assert.Equal(cancel, CancelImport.Decide(import, new(import.Id)) is Result<ImportCancelled>.Done);
        Assert.Equal(retry, RetryImport.Decide(import, new(import.Id)) is Result<ImportRetried>.Done);
    }

    public static TheoryData<string, string?> Commencements => new()
    {
        { "本办法自2023年7月1日起施行。", "2023-07-01" },
        { "本预案自发布之日起实施。", "2023-05-08" },
        { "本办法自发布之日起30日后施行。", null },
        { "本办法由区应急局负责解释。", null },
        { "自2023年1月1日至12月31日。", null },
    };

    [Theory, MemberData(nameof(Commencements))]
    public void TheFirstDay_IsReadFromTheClause(string text, string? day)
    {
        Assert.Equal(day, Commencement.In(text, new DateOnly(2023, 5, 8))?.ToString("yyyy-MM-dd"));
    }

    public static TheoryData<string, string, string> Titles_ => new()
    {
        { "青川区人民政府办公室关于修订《青川区防汛应急预案》的通知", "青川区防汛应急预案", "quoted" },
        { "关于印发青川区防汛应急预案（2024年修订）的通知", "青川区防汛应急预案", "in brackets" },
        { "关于印发青川区防汛应急预案（修订稿）的通知", "青川区防汛应急预案", "draft" },
    };

    [Theory, MemberData(nameof(Titles_))]
    public void WhatATitleAmends_IsFound(string title, string core, string what)
    {
        Assert.True(Titles.IsAmendment(title), what);
        Assert.Equal(core, Titles.Core(title));
    }

    [Fact]
    public void ClausesOfTwoVersions_AreAlignedByPlaceAndWords()
    {
        CompareVersions.Words[] before = [new("一", "甲乙丙"), new("二", "丁戊己"), new("三", "庚辛壬"), new("四", "子丑寅卯")];
        CompareVersions.Words[] after = [new("一", "甲乙丙"), new("二", "新的一条"), new("三", "丁戊己"), new("四", "子丑寅辰")];

        var rows = CompareVersions.Align(before, after);

        Assert.Equal(
            [(ClauseChange.Same, "一", "一"), (ClauseChange.Added, "二", null), (ClauseChange.Moved, "三", "二"), (ClauseChange.Removed, "三", "三"), (ClauseChange.Changed, "四", "四")],
            rows.Select(r => (r.Change, r.Place, r.EarlierPlace)));
        Assert.Equal("子丑寅[卯]{辰}", string.Concat(rows[^1].Pieces.Select(p => p.Kind switch { CompareVersions.PieceKind.Out => $"[{p.Text}]", CompareVersions.PieceKind.In => $"{{{p.Text}}}", _ => p.Text })));
    }

    [Fact]
    public void AClause_IsCutAtTheBordersOfItsFinds_WithTheInnermostLast()
    {
        var paragraphs = ClauseWords.Cut("标题。甲乙丙丁\n戊", 3, [(3, 4, 7), (4, 2, 8)]);

        Assert.Equal(2, paragraphs.Count);
        Assert.Equal(["标题。", "甲", "乙丙", "丁"], paragraphs[0].Select(s => s.Text));
        Assert.Equal([[], [7], [7, 8], [7]], paragraphs[0].Select(s => s.Finds.ToArray()));
        Assert.True(paragraphs[0][0].IsHeading);
    }

    private static FindRow Find() => new()
    {
        Document = Document,
        Ordinal = 0,
        Kind = "task",
        Place = "一1",
        Clause = 0,
        Text = "x",
        Confidence = 1,
        Doubts = [],
        Marks = [],
        Units = [],
        Hash = "",
        What = ReadingJson.Write(new TaskCommitment { Place = "一1", Range = new(0, 1), Text = "x", Body = "y" }),
    };
}
