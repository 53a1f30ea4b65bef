using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

internal static class DocumentsTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Import>(import =>
        {
            import.ToTable("document_import");
            import.HasKey(i => i.Id);
            import.Ignore(i => i.Key);
            import.Property(i => i.Documents).AsJson();
            import.Property(i => i.Duplicates).AsJson();
            import.Property(i => i.Problems).AsJson();
            import.HasIndex(i => i.File);
            import.HasIndex(i => i.Status);
            import.HasIndex(i => i.Requested);
        });
        model.Entity<Document>(document =>
        {
            document.ToTable("document");
            document.HasKey(d => d.Id);
            document.Ignore(d => d.Key);
            document.Ignore(d => d.Name);
            document.Property(d => d.Issuers).AsJson();
            document.Property(d => d.Attachments).AsJson();
            document.Property(d => d.StatusBy).AsJson();
            document.HasIndex(d => d.Number);
            document.HasIndex(d => d.Title);
            document.HasIndex(d => d.Import);
            document.HasIndex(d => d.Digest);
            document.HasIndex(d => d.Date);
            document.HasIndex(d => d.Replaces);
            document.HasIndex(d => d.Interprets);
        });
        model.Entity<FindReview>(review =>
        {
            review.ToTable("document_find_review");
            review.HasKey(r => r.Id);
            review.Ignore(r => r.Key);
            review.Property(r => r.Steps).AsJson();
            review.HasIndex(r => new { r.Document, r.Find }).IsUnique();
        });
        model.Entity<UnitName>(name =>
        {
            name.ToTable("document_unit_name");
            name.HasKey(n => n.Id);
            name.Ignore(n => n.Key);
            name.Property(n => n.Source).AsJson();
            name.HasIndex(n => n.Printed).IsUnique();
        });
        model.Entity<Adoption>(adoption =>
        {
            adoption.ToTable("document_adoption");
            adoption.HasKey(a => a.Id);
            adoption.Ignore(a => a.Key);
            adoption.Property(a => a.Thing).AsJson();
            adoption.HasIndex(a => new { a.Document, a.Place, a.Kind, a.ContentHash }).IsUnique();
            adoption.HasIndex(a => new { a.Document, a.Find });
        });
        model.Entity<Ruling>(ruling =>
        {
            ruling.ToTable("document_ruling");
            ruling.HasKey(r => r.Id);
            ruling.Ignore(r => r.Key);
            ruling.HasIndex(r => r.Contradiction).IsUnique();
        });
        model.Entity<Rule>(rule =>
        {
            rule.ToTable("document_rule");
            rule.HasKey(r => r.Id);
            rule.Ignore(r => r.Key);
            rule.HasIndex(r => new { r.Document, r.Place, r.Kind, r.ContentHash }).IsUnique();
            rule.HasIndex(r => new { r.Kind, r.From });
        });
        model.Entity<ClauseRow>(clause =>
        {
            clause.ToTable("document_clause");
            clause.HasKey(c => new { c.Document, c.Ordinal });
            clause.Property(c => c.Table).AsJson();
            clause.HasIndex(c => new { c.Document, c.Place });
        });
        model.Entity<FindRow>(find =>
        {
            find.ToTable("document_find");
            find.HasKey(f => new { f.Document, f.Ordinal });
            find.Ignore(f => f.IsDoubtful);
            find.Property(f => f.Doubts).AsJson();
            find.Property(f => f.Marks).AsJson();
            find.Property(f => f.Units).AsJson();
        });
        model.Entity<CitationRow>(citation =>
        {
            citation.ToTable("document_citation");
            citation.HasKey(c => new { c.Document, c.Find });
            citation.HasIndex(c => c.Number);
            citation.HasIndex(c => c.TitleKey);
        });
        model.Entity<ContradictionRow>(contradiction =>
        {
            contradiction.ToTable("document_contradiction");
            contradiction.HasKey(c => c.Fingerprint);
            contradiction.Property(c => c.Places).AsJson();
        });
        model.Entity<ContradictionDocumentRow>(link =>
        {
            link.ToTable("document_contradiction_document");
            link.HasKey(l => new { l.Fingerprint, l.Document });
            link.HasIndex(l => l.Document);
        });
    }
}
