using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

internal static class HazardsTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Hazard>(hazard =>
        {
            hazard.ToTable("hazard");
            hazard.HasKey(h => h.Id);
            hazard.Ignore(h => h.Key).Ignore(h => h.Units).Ignore(h => h.MatterKey).Ignore(h => h.OpenSpots).Ignore(h => h.Accepting).Ignore(h => h.Supporting).Ignore(h => h.NeedsPlan);
            hazard.Property(h => h.Terms).AsJson();
            hazard.Property(h => h.Finder).AsJson();
            hazard.Property(h => h.Judgement).AsJson();
            hazard.Property(h => h.Plan).AsJson();
            hazard.Property(h => h.Listed).AsJson();
            hazard.Property(h => h.Photographs).AsJson();
            hazard.Property(h => h.Excused).AsJson();
            hazard.Property(h => h.Statements).AsJson();
            hazard.Property(h => h.Handings).AsJson();
            hazard.Property(h => h.End).AsJson();
        });
        model.Entity<HazardRow>(row =>
        {
            row.ToTable("hazard_row");
            row.HasKey(r => r.Id);

            // A list of 50 walks one of these, whatever it is narrowed by.
            row.HasIndex(r => new { r.FoundOn, r.Id });
            row.HasIndex(r => new { r.State, r.FoundOn, r.Id });
            row.HasIndex(r => new { r.Grade, r.FoundOn, r.Id }).HasFilter("\"Grade\" IS NOT NULL");
            row.HasIndex(r => new { r.Category, r.FoundOn, r.Id });
            row.HasIndex(r => new { r.Street, r.FoundOn, r.Id }).HasFilter("\"Street\" IS NOT NULL");
            row.HasIndex(r => new { r.InCharge, r.FoundOn, r.Id }).HasFilter("\"InCharge\" IS NOT NULL");
            row.HasIndex(r => new { r.DueAt, r.Id, r.InCharge, r.MatterState, r.RedFrom, r.YellowFrom, r.YellowUntil, r.BlueFrom }, "IX_hazard_row_due").HasFilter("\"DueAt\" IS NOT NULL");
            row.HasIndex(r => r.Matter).HasFilter("\"Matter\" IS NOT NULL");
        });
        model.Entity<HazardUnit>(unit =>
        {
            unit.ToTable("hazard_unit");
            unit.HasKey(u => new { u.Hazard, u.Unit, u.ByMatter });
            unit.HasIndex(u => new { u.Unit, u.FoundOn, u.Hazard });
        });
        model.Entity<InspectionRecord>(inspection =>
        {
            inspection.ToTable("inspection");
            inspection.HasKey(i => i.Id);
            inspection.Ignore(i => i.Key).Ignore(i => i.Number);
            inspection.HasIndex(i => new { i.Account, i.Client }).IsUnique();
            inspection.Property(i => i.Answers).AsJson();
            inspection.Property(i => i.Hazards).AsJson();
            inspection.Property(i => i.Points).HasPrecision(9, 2);
            inspection.Property(i => i.Most).HasPrecision(9, 2);
            inspection.Property(i => i.Percent).HasPrecision(5, 1);
            inspection.HasIndex(i => new { i.Day, i.Id });
            inspection.HasIndex(i => new { i.Premises, i.Day, i.Id });
            inspection.HasIndex(i => new { i.Unit, i.Day, i.Id });
        });
        model.Entity<SimilarCheck>(check =>
        {
            check.ToTable("similar_check");
            check.HasKey(c => c.Id);
            check.Ignore(c => c.Key);
            check.HasIndex(c => c.Hazard);
            check.HasIndex(c => c.Premises).HasFilter("\"DoneOn\" IS NULL");
            check.HasIndex(c => new { c.Unit, c.Id }).HasFilter("\"DoneOn\" IS NULL");
        });
        model.Entity<HazardPremises>(premises =>
        {
            premises.ToTable("hazard_premises");
            premises.HasKey(p => new { p.Premises, p.Hazard });
            premises.HasIndex(p => p.Hazard);
        });
    }
}
