using System.Text;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>Official documents go out of the record, under numbers without gaps, and stay as they went out.</summary>
public class IssuedDocumentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Numbers_HaveNoGaps_WhetherTwoIssueAtOnceOrOneIsRefused(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        List<MatterId> matters = [];
        for (var i = 0; i < 4; i++)
        {
            matters.Add(await loop.SignedFor());
        }

        // The first number of a register and the next: all at once, in streams of their own.
        var ids = await Task.WhenAll(matters.Select(m => loop.District.Done(Notice(loop, m), loop.Supervisor)));
        Assert.Equal([1, 2, 3, 4], (await Documents(loop, ids)).Select(d => d.Serial).Order());

        Assert.Equal(["MAT-040", "MAT-096"], (await loop.District.Refused(Notice(loop, matters[0]) with { Word = "甲督3", Opinion = " " }, loop.Supervisor)).Order());
        Assert.Equal(["MAT-092"], await loop.District.Refused(Certificate(loop, matters[0]), loop.Supervisor));
        await using (var scope = loop.District.Scope())
        {
            Assert.Empty(await scope.ServiceProvider.GetRequiredService<Mediator>().Check(Notice(loop, matters[0]), Cancel));
        }

        var next = await loop.District.Done(Notice(loop, matters[0]), loop.Supervisor);
        var other = await loop.District.Done(Notice(loop, matters[1]) with { Word = "甲政督" }, loop.Supervisor);
        loop.Until(new(2023, 1, 4));
        var later = await loop.District.Done(Notice(loop, matters[1]), loop.Supervisor);
        Assert.Equal(["甲督〔2022〕5号", "甲政督〔2022〕1号", "甲督〔2023〕1号"], (await Documents(loop, [next, other, later])).Select(d => d.Number));

        // Number and document came in one commit: what stands next to each other in the journal.
        var entries = await Entries(loop, e => e.Type == "matters.number-taken" || e.Type == "matters.document-issued" || (e.Type == "matters.urged" && e.Payload.Contains("Notice")));
        Assert.All(entries.Chunk(3), three => Assert.Equal([three[0].Position, three[0].Position + 1, three[0].Position + 2], three.Select(e => e.Position)));
        Assert.Equal(7 * 3, entries.Count);
    }

    [Theory, BothDatabases]
    public async Task ANotice_IsAValidDocx_WhoseHashIsInTheJournal_AndIsAStepOfTheLadder(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var matter = await loop.SignedFor();
        var draft = await loop.District.Done(new DraftDocument.Request(OfficialKind.SupervisionNotice, loop.Office, matter), loop.Supervisor);
        Assert.Empty(draft.Problems);
        Assert.Contains("新增停车位2000个", draft.Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/matters/{matter.Value}\"", draft.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("〔2022〕1号", draft.Html, StringComparison.Ordinal);

        var id = await loop.District.Done(Notice(loop, matter), loop.Supervisor);
        var document = (await Documents(loop, [id])).Single();
        var entry = Assert.Single(await Entries(loop, e => e.Type == "matters.document-issued"));
        Assert.Contains(document.Docx, entry.Payload, StringComparison.Ordinal);
        Assert.Contains(document.Html, entry.Payload, StringComparison.Ordinal);
        var text = await DocxText(loop, document.Docx);
        Assert.All(new[] { "甲督〔2022〕1号", "新增停车位2000个", "甲政办〔2022〕9号 八（一）68", "住房和城乡建设局", "2022年12月31日", "请倒排工期。", "每周反馈。", "甲区人民政府办公室" }, part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("here.invalid", await HtmlText(loop, document.Html), StringComparison.Ordinal);
        Assert.Equal((true, 5), (document.Pages > 0, document.Fonts.Count));

        var urge = Assert.Single((await loop.Show(matter)).Urges);
        Assert.Equal((LadderStep.Notice, false, "请倒排工期。"), (urge.Step, urge.ByRule, urge.Text));
        Assert.Equal(["MAT-001"], await loop.District.Refused(Notice(loop, await loop.District.Done(new DraftMatter.Request(loop.Terms()), loop.Supervisor)), loop.Supervisor));
    }

    [Theory, BothDatabases]
    public async Task WhatWentOut_StaysAsItWas(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var matter = await loop.SignedFor();
        var id = await loop.District.Done(Notice(loop, matter), loop.Supervisor);
        var (before, text) = ((await Documents(loop, [id])).Single(), "");
        text = await DocxText(loop, before.Docx);

        // The matter goes on, another document about it goes out, and a second first event is none.
        await loop.Report(matter, 60, 1200);
        await loop.District.Done(new TransferMatter.Request(matter, loop.Other, [], loop.Office, "甲政办〔2022〕20号"), loop.Supervisor);
        await loop.District.Done(Notice(loop, matter), loop.Supervisor);
        var after = (await Documents(loop, [id])).Single();
        Assert.Equal((before.Number, before.Title, before.Docx, before.Html, before.Version), (after.Number, after.Title, after.Docx, after.Html, after.Version));
        Assert.Equal(text, await DocxText(loop, after.Docx));
        var forged = new DocumentIssued(id, OfficialKind.Bulletin, "乙督", 2030, 9, "x", default, loop.Other, "x", [], [], [], false, "x", "x", [], 9, false);
        after.Apply(forged, new(loop.District.Clock.GetUtcNow(), Acting.Program));
        Assert.Equal((before.Number, before.Docx), (after.Number, after.Docx));

        // No command names an issued document but the one that opens it.
        var commands = typeof(Matter).Assembly.GetTypes().Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>)) && t.GetProperties().Any(p => p.PropertyType == typeof(IssuedDocumentId)));
        Assert.Equal([typeof(OpenIssuedDocument.Request)], commands);
    }

    [Theory, BothDatabases]
    public async Task OnlyUnitsConcerned_TheSupervisionOfficeAndLeaders_ReadIt_AndItsServiceIsRecordedOnce(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var matter = await loop.SignedFor(loop.Terms() with { Supporting = [loop.Street] });
        Assert.Equal(["PLATFORM-001"], await loop.District.Refused(Notice(loop, matter), loop.BureauOfficer));
        Assert.Equal(["PLATFORM-001"], await loop.District.Refused(new DraftDocument.Request(OfficialKind.SupervisionNotice, loop.Office, matter), loop.OfficeOfficer));
        var id = await loop.District.Done(Notice(loop, matter), loop.Supervisor);

        foreach (var reader in new[] { loop.Supervisor, loop.Leader, loop.BureauOfficer, loop.StreetOfficer, loop.OfficeOfficer })
        {
            Assert.NotNull((await loop.District.Done(new ShowIssuedDocument.Request(id), reader)).Html);
            Assert.Single((await loop.District.Done(new ListIssuedDocuments.Request(OfficialKind.SupervisionNotice, 2022, matter), reader)).Items);
        }

        Assert.Equal(["PLATFORM-005"], await loop.District.Refused(new ShowIssuedDocument.Request(id), loop.OtherOfficer));
        Assert.Equal(["PLATFORM-005"], await loop.District.Refused(new OpenIssuedDocument.Request(id), loop.OtherOfficer));
        Assert.Equal(["PLATFORM-005"], await loop.District.Refused(new IssuedDocumentFile.Request(id, true), loop.OtherOfficer));
        Assert.Empty((await loop.District.Done(new ListIssuedDocuments.Request(), loop.OtherOfficer)).Items);

        // Neither the office that issued it, nor a leader, nor a party that it was not served on makes its service.
        foreach (var reader in new[] { loop.Supervisor, loop.Leader, loop.StreetOfficer })
        {
            await loop.District.Done(new OpenIssuedDocument.Request(id), reader);
        }

        Assert.Null(Assert.Single((await Documents(loop, [id])).Single().Services).Opened);
        await loop.District.Done(new OpenIssuedDocument.Request(id), loop.BureauOfficer);
        var first = Assert.Single((await Documents(loop, [id])).Single().Services);
        loop.Until(new(2022, 4, 8));
        await loop.District.Done(new OpenIssuedDocument.Request(id), loop.BureauOfficer);
        Assert.Equal((loop.Bureau, first), (first.Unit, Assert.Single((await Documents(loop, [id])).Single().Services)));
        Assert.NotNull(first.Opened);
        Assert.Single(await Entries(loop, e => e.Type == "matters.document-opened"));
        Assert.Equal("zhujian", Assert.Single((await loop.District.Done(new ShowIssuedDocument.Request(id), loop.Supervisor)).Services).By);
    }

    [Theory, BothDatabases]
    public async Task AnAnnualList_AccountsForEveryMatter_AndABulletinCountsTheRecord(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        MatterTerms Named(string title, DateOnly due, Secrecy secrecy = Secrecy.Internal) => loop.Terms(due) with { Title = title, Secrecy = secrecy };
        var (late, year) = (new DateOnly(2022, 4, 29), new DateOnly(2022, 12, 31));
        var (done, partly, withdrawn) = (await loop.SignedFor(Named("完成的事", year)), await loop.SignedFor(Named("做了一半的事", year)), await loop.SignedFor(Named("撤销的事", year)));
        var (red, hidden, open) = (await loop.SignedFor(Named("逾期的事", late)), await loop.SignedFor(Named("不外传的事", late, Secrecy.Restricted)), await loop.SignedFor(Named("在办的事", year)));
        foreach (var (id, end) in new[] { (done, MatterEnd.Fulfilled), (partly, MatterEnd.Partly) })
        {
            await loop.HandIn(id, end, end is MatterEnd.Fulfilled ? 2000 : 900);
            await loop.District.Done(new AcceptMatter.Request(id, end, "现场核查属实。", []), loop.OfficeOfficer);
        }

        await loop.District.Done(new WithdrawMatter.Request(withdrawn, "甲政办〔2022〕20号", "任务取消。"), loop.Supervisor);
        await loop.District.Done(new ReportMatter.Request(open, 10, [], "已开工。", null, "请协调用地。", []), loop.BureauOfficer);
        loop.Until(new(2022, 5, 6));

        var list = await loop.District.Done(new IssueDocument.Request(OfficialKind.AnnualList, loop.Office, "甲督", Year: 2022), loop.Supervisor);
        var listed = (await Documents(loop, [list])).Single();
        Assert.Equal(new[] { done, partly, withdrawn, red, hidden, open }.OrderBy(m => m.Value), listed.Matters.OrderBy(m => m.Value));
        var table = (await Tables(loop, listed.Docx))[0];
        var sums = table.Skip(1).ToDictionary(r => r[0], r => int.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
        Assert.Equal((1, 1, 1, 3, 6), (sums["完成"], sums["部分完成"], sums["撤销"], sums["在办"], sums["合计"]));
        Assert.Equal(listed.Matters.Count, sums.Where(s => s.Key != "合计").Sum(s => s.Value));
        Assert.Equal(listed.Matters.Count, (await Tables(loop, listed.Docx))[1].Count - 1);

        var bulletin = (await Documents(loop, [await loop.District.Done(new IssueDocument.Request(OfficialKind.Bulletin, loop.Office, "甲督", From: new(2022, 4, 1), To: new(2022, 5, 6), Opinion: "请抓紧整改。"), loop.Supervisor)])).Single();
        var text = await DocxText(loop, bulletin.Docx);
        Assert.Contains("在办事项3项，其中红灯2项；本期办结3项，其中完成1项。", text, StringComparison.Ordinal);
        Assert.All(new[] { "甲督〔2022〕2号", "逾期的事", "时限2022年4月29日，已逾期", "关于2022年4月至5月督办事项办理情况的通报", "完成的事", "请协调用地。", "请抓紧整改。" }, part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("不外传的事", text, StringComparison.Ordinal);
        Assert.Equal([loop.Bureau], bulletin.Services.Select(s => s.Unit));
        var byUnit = (await Tables(loop, bulletin.Docx))[1][1];
        Assert.Equal(["住房和城乡建设局", "3", "2", "0", "3", "1", "16.7%"], byUnit);

        // Each figure of the page leads to as many matters.
        var html = await HtmlText(loop, bulletin.Html);
        Assert.Contains($"<a href=\"/matters?unit={loop.Bureau.Value}&amp;role=Lead&amp;end=Fulfilled&amp;endedFrom=2022-04-01&amp;endedTo=2022-05-06\">1</a>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/matters?state=open&amp;lamp=Red\">2</a>", html, StringComparison.Ordinal);
        Assert.Equal(3, (await loop.District.Done(new ListMatters.Request(Unit: loop.Bureau, Role: PartyRole.Lead, EndedFrom: new(2022, 4, 1), EndedTo: new(2022, 5, 6)), loop.Supervisor)).Items.Count);
        Assert.Equal(2, (await loop.District.Done(new ListMatters.Request(Open: true, Lamp: LampColour.Red), loop.Supervisor)).Items.Count);
        Assert.Empty((await loop.District.Done(new ListMatters.Request(EndedFrom: new(2022, 4, 2)), loop.Supervisor)).Items);
        Assert.Empty((await loop.District.Done(new ListMatters.Request(EndedTo: new(2022, 3, 31)), loop.Supervisor)).Items);

        Assert.Equal(["MAT-093"], await loop.District.Refused(new IssueDocument.Request(OfficialKind.Bulletin, loop.Office, "甲督", From: new(2022, 5, 1), To: new(2022, 5, 7)), loop.Supervisor));
        Assert.Equal(["MAT-095"], await loop.District.Refused(new IssueDocument.Request(OfficialKind.AnnualList, loop.Office, "甲督", Year: 2021), loop.Supervisor));

        var certificate = (await Documents(loop, [await loop.District.Done(Certificate(loop, done), loop.Supervisor)])).Single();
        var certified = await DocxText(loop, certificate.Docx);
        Assert.All(new[] { "甲督〔2022〕3号", "督办事项办结证明", "完成的事", "现场核查属实。", "目标2000个，实际2000个", "特此证明。" }, part => Assert.Contains(part, certified, StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task ARebuild_GivesTheSameTables(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var id = await loop.District.Done(Notice(loop, await loop.SignedFor()), loop.Supervisor);
        await loop.District.Done(new OpenIssuedDocument.Request(id), loop.BureauOfficer);
        await loop.District.Done(new IssueDocument.Request(OfficialKind.AnnualList, loop.Office, "甲督", Year: 2022), loop.Supervisor);
        var before = await Bihuan.Documents.Tests.Office.Tables(loop.District);
        await using (var scope = loop.District.Scope())
        {
            await scope.ServiceProvider.GetRequiredService<Rebuilder>().Rebuild(scope.ServiceProvider.GetRequiredService<BihuanContext>(), null, Cancel);
        }

        var after = await Bihuan.Documents.Tests.Office.Tables(loop.District);
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
        Assert.All(new[] { "number_register", "issued_document", "issued_document_unit", "issued_document_matter" }, table => Assert.NotEmpty(before[table]));
    }

    private static IssueDocument.Request Notice(Loop loop, MatterId matter) => new(OfficialKind.SupervisionNotice, loop.Office, "甲督", matter, Opinion: "请倒排工期。", Feedback: "每周反馈。");

    private static IssueDocument.Request Certificate(Loop loop, MatterId matter) => new(OfficialKind.ClosingCertificate, loop.Office, "甲督", matter);

    private static async Task<IReadOnlyList<IssuedDocument>> Documents(Loop loop, IReadOnlyList<IssuedDocumentId> ids)
    {
        await using var scope = loop.District.Scope();
        var found = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<IssuedDocument>().AsNoTracking().Where(d => ids.Contains(d.Id)).ToListAsync(Cancel);
        return [.. ids.Select(id => found.Single(d => d.Id == id))];
    }

    private static async Task<IReadOnlyList<JournalEntry>> Entries(Loop loop, System.Linq.Expressions.Expression<Func<JournalEntry, bool>> which)
    {
        await using var scope = loop.District.Scope();
        return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalEntry>().AsNoTracking().Where(which).OrderBy(e => e.Position).ToListAsync(Cancel);
    }

    private static async Task<byte[]> File(Loop loop, string hash)
    {
        await using var scope = loop.District.Scope();
        await using var stream = await scope.ServiceProvider.GetRequiredService<IFileStore>().Open(hash, Cancel);
        using var copy = new MemoryStream();
        await stream!.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }

    private static async Task<string> HtmlText(Loop loop, string hash) => Encoding.UTF8.GetString(await File(loop, hash));

    private static async Task<string> DocxText(Loop loop, string hash) => await Docx(loop, hash, body => body.InnerText);

    private static Task<List<List<string[]>>> Tables(Loop loop, string hash) => Docx(loop, hash, body => body.Elements<DocumentFormat.OpenXml.Wordprocessing.Table>()
        .Select(t => t.Elements<DocumentFormat.OpenXml.Wordprocessing.TableRow>().Select(r => r.Elements<DocumentFormat.OpenXml.Wordprocessing.TableCell>().Select(c => c.InnerText).ToArray()).ToList()).ToList());

    /// <summary>Opens a file of the store, holds it valid, and reads it.</summary>
    private static async Task<T> Docx<T>(Loop loop, string hash, Func<DocumentFormat.OpenXml.Wordprocessing.Body, T> read)
    {
        using var stream = new MemoryStream(await File(loop, hash));
        using var file = WordprocessingDocument.Open(stream, isEditable: false);
        Assert.Equal("", string.Join("\n", new OpenXmlValidator(FileFormatVersions.Office2019).Validate(file, Cancel).Select(e => $"{e.Path?.XPath}: {e.Description}")));
        return read(file.MainDocumentPart!.Document!.Body!);
    }
}
