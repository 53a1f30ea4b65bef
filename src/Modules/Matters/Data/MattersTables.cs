using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

internal static class MattersTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Matter>(matter =>
        {
            matter.ToTable("matter");
            matter.HasKey(m => m.Id);
            matter.Ignore(m => m.Key);
            matter.Property(m => m.Terms).AsJson();
            matter.Property(m => m.Source).AsJson();
            matter.Property(m => m.Schedule).AsJson();
            matter.Property(m => m.Reports).AsJson();
            matter.Property(m => m.Contributions).AsJson();
            matter.Property(m => m.Extensions).AsJson();
            matter.Property(m => m.Instructions).AsJson();
            matter.Property(m => m.Urges).AsJson();
            matter.Property(m => m.PointsToMend).AsJson();
            matter.Property(m => m.HandInEvidence).AsJson();
            matter.Property(m => m.FindingEvidence).AsJson();
            matter.Property(m => m.Doers).AsJson();
            matter.Property(m => m.Turns).AsJson();
            matter.Property(m => m.Spans).AsJson();
            matter.Property(m => m.Figures).AsJson();
            matter.HasIndex(m => new { m.Lead, m.IsOpen, m.DueAt, m.Id });
            matter.HasIndex(m => new { m.DueAt, m.Id, m.Accepting }, "IX_matter_handed_in").HasFilter("\"State\" = 'HandedIn'");
            matter.HasIndex(m => new { m.Place, m.DueAt, m.Id }).HasFilter("\"Place\" IS NOT NULL");
            matter.HasIndex(m => new { m.Kind, m.DueAt, m.Id }).HasFilter("\"Kind\" IS NOT NULL");

            // Lists of open matters, their lamps and the cockpit's counts read this index alone.
            matter.HasIndex(m => new { m.DueAt, m.Id, m.IsOpen, m.Lead, m.State, m.RedFrom, m.YellowFrom, m.YellowUntil, m.BlueFrom, m.WantsHelp }, "IX_matter_open").HasFilter("\"IsOpen\"");

            // What all matters are counted and grouped by, however many there are.
            matter.HasIndex(m => new { m.DueAt, m.Id, m.IsOpen, m.State, m.Lead, m.Place, m.Document, m.Chapter, m.End, m.Secrecy, m.RedFrom, m.YellowFrom, m.YellowUntil, m.BlueFrom }, "IX_matter_narrow");
            matter.HasIndex(m => new { m.Changed, m.Id });
            matter.HasIndex(m => new { m.Lead, m.End, m.Issued, m.Secrecy });
            matter.HasIndex(m => new { m.Issued, m.Secrecy });
            matter.HasIndex(m => m.Ended);

            // Most have none: an index of the others only, so that a database which has counted the many does not shun it.
            matter.HasIndex(m => m.Parent).HasFilter("\"Parent\" IS NOT NULL");
            matter.HasIndex(m => new { m.Document, m.Secrecy }).HasFilter("\"Document\" IS NOT NULL");
            matter.HasIndex(m => m.NextStepAt);
            matter.HasIndex(m => new { m.DueAt, m.Id, m.Parent, m.Lead }, "IX_matter_awaits_issuer").HasFilter("\"AwaitsIssuer\"");
            matter.HasIndex(m => new { m.Document, m.Lead }, "IX_matter_draft").HasFilter("\"State\" = 'Draft'");
            matter.HasIndex(m => m.ReportBy);

            // Whose days are to be worked out anew is looked for every minute.
            matter.HasIndex(m => new { m.RuleId, m.Kind, m.MissingFrom, m.Id }, "IX_matter_days").HasFilter("\"IsOpen\"");
            matter.HasIndex(m => m.Origin).IsUnique().HasFilter("\"Origin\" IS NOT NULL");
        });
        model.Entity<MatterParty>(party =>
        {
            party.ToTable("matter_party");
            party.HasKey(p => new { p.Matter, p.Unit });
            party.HasIndex(p => new { p.Unit, p.IsOpen, p.DueAt, p.Matter });
            party.HasIndex(p => new { p.Unit, p.DueAt, p.Matter }, "IX_matter_party_supports").HasFilter("\"Supports\" AND \"IsOpen\"");
        });
        model.Entity<MatterLeading>(leading =>
        {
            leading.ToTable("matter_leader");
            leading.HasKey(l => new { l.Matter, l.Post });
            leading.HasIndex(l => l.Post);
        });
        model.Entity<MatterMilestone>(milestone =>
        {
            milestone.ToTable("matter_milestone");
            milestone.HasKey(m => new { m.Matter, m.No });
            milestone.HasIndex(m => m.Day);
        });
        model.Entity<ReportDay>(day =>
        {
            day.ToTable("report_day");
            day.HasKey(d => new { d.Matter, d.Day });
            day.HasIndex(d => new { d.Unit, d.Day });

            // Holds all that a period's figures are counted from, so that the table itself is not read.
            day.HasIndex(d => new { d.Day, d.Unit, d.Asked, d.DueAt, d.Answered });
        });
        model.Entity<MatterDeed>(deed =>
        {
            deed.ToTable("matter_deed");
            deed.HasKey(d => d.Position);
            deed.Property(d => d.Position).ValueGeneratedNever();
            deed.HasIndex(d => new { d.Unit, d.At });
        });
        model.Entity<MatterTally>(tally =>
        {
            tally.ToTable("matter_tally");
            tally.HasKey(t => t.Matter);
            tally.Property(t => t.Days).AsJson();
        });
        model.Entity<MatterKind>(kind =>
        {
            kind.ToTable("matter_kind");
            kind.HasKey(k => k.Id);
            kind.Ignore(k => k.Key);
            kind.Property(k => k.Fields).AsJson();
            kind.Property(k => k.Reports).AsJson();
        });
        model.Entity<MatterList>(list =>
        {
            list.ToTable("matter_list");
            list.HasKey(l => l.Id);
            list.Ignore(l => l.Key);
            list.Property(l => l.Columns).AsJson();
            list.Property(l => l.Entries).AsJson();
        });
        model.Entity<SavedView>(view =>
        {
            view.ToTable("matter_view");
            view.HasKey(v => v.Id);
            view.Ignore(v => v.Key);
            view.HasIndex(v => v.Owner);
            view.HasIndex(v => new { v.Sharing, v.Unit });
        });
        model.Entity<DefaultView>(chosen =>
        {
            chosen.ToTable("matter_default_view");
            chosen.HasKey(d => d.Id);
            chosen.Ignore(d => d.Key);
            chosen.HasIndex(d => d.Account).IsUnique();
        });
        model.Entity<IssueRound>(round =>
        {
            round.ToTable("issue_round");
            round.HasKey(r => r.Id);
            round.Ignore(r => r.Key);
            round.Property(r => r.Matters).AsJson();
        });
        model.Entity<NumberRegister>(register =>
        {
            register.ToTable("number_register");
            register.HasKey(r => r.Id);
            register.Ignore(r => r.Key);
            register.HasIndex(r => new { r.Word, r.Year }).IsUnique();
        });
        model.Entity<IssuedDocument>(document =>
        {
            document.ToTable("issued_document");
            document.HasKey(d => d.Id);
            document.Ignore(d => d.Key);
            document.Property(d => d.Matters).AsJson();
            document.Property(d => d.Fonts).AsJson();
            document.Property(d => d.Services).AsJson();
            document.HasIndex(d => new { d.Word, d.Year, d.Serial }).IsUnique();
            document.HasIndex(d => d.Issued);
        });
        model.Entity<IssuedDocumentUnit>(unit =>
        {
            unit.ToTable("issued_document_unit");
            unit.HasKey(u => new { u.Document, u.Unit });
            unit.HasIndex(u => u.Unit);
        });
        model.Entity<IssuedDocumentMatter>(matter =>
        {
            matter.ToTable("issued_document_matter");
            matter.HasKey(m => new { m.Document, m.Matter });
            matter.HasIndex(m => m.Matter);
        });
        model.Entity<UrgeSight>(sight =>
        {
            sight.ToTable("urge_sight");
            sight.HasKey(s => s.Id);
            sight.Ignore(s => s.Key);
            sight.Property(s => s.Id).ValueGeneratedNever();
            sight.Property(s => s.Seen).AsJson();
            sight.HasIndex(s => new { s.Matter, s.Account }).IsUnique();
        });
        model.Entity<ScoreSheet>(sheet =>
        {
            sheet.ToTable("score_sheet");
            sheet.HasKey(s => s.Id);
            sheet.Ignore(s => s.Key);
            sheet.Property(s => s.Total).HasPrecision(9, 4);
            sheet.Property(s => s.Rule).AsJson();
            sheet.Property(s => s.Items).AsJson();
            sheet.Property(s => s.Objections).AsJson();
            sheet.HasIndex(s => s.Slot).IsUnique();
            sheet.HasIndex(s => new { s.To, s.Unit });
        });
        model.Entity<DistrictScoreRule>(rule =>
        {
            rule.ToTable("score_rule");
            rule.HasKey(r => r.Id);
            rule.Ignore(r => r.Key);
            rule.Property(r => r.Id).ValueGeneratedNever();
            rule.Property(r => r.Rule).AsJson();
        });
        model.Entity<DistrictRule>(rule =>
        {
            rule.ToTable("supervision_rule");
            rule.HasKey(r => r.Id);
            rule.Ignore(r => r.Key);
            rule.Property(r => r.Id).ValueGeneratedNever();
            rule.Property(r => r.Rule).AsJson();
        });
    }
}
