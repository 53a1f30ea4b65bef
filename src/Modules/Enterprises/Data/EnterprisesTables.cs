using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Enterprises;

internal static class EnterprisesTables
{
    /// <summary>Duplicates that went into others stand in no list.</summary>
    private const string Stays = "\"MergedInto\" IS NULL";

    public static void Map(ModelBuilder model)
    {
        model.Entity<Enterprise>(firm =>
        {
            firm.ToTable("enterprise");
            firm.HasKey(e => e.Id);
            firm.Ignore(e => e.Key).Ignore(e => e.Units);
            firm.Property(e => e.Terms).AsJson();
            firm.Property(e => e.Keys).AsJson();
            firm.Property(e => e.Includes).AsJson();
            firm.Property(e => e.Apart).AsJson();
            firm.Property(e => e.Accounts).AsJson();
            firm.Property(e => e.History).AsJson();
            firm.HasIndex(e => new { e.Name, e.Id }).HasFilter(Stays);
            firm.HasIndex(e => new { e.Street, e.Name, e.Id }).HasFilter(Stays);
            firm.HasIndex(e => new { e.State, e.Name, e.Id }).HasFilter(Stays);

            // One code is one firm, also where two people register it in the same moment.
            firm.HasIndex(e => e.Code).IsUnique();
        });
        model.Entity<Premises>(premises =>
        {
            premises.ToTable("premises");
            premises.HasKey(p => p.Id);
            premises.Ignore(p => p.Key).Ignore(p => p.Units);
            premises.Property(p => p.Terms).AsJson();
            premises.Property(p => p.Keys).AsJson();
            premises.Property(p => p.Includes).AsJson();
            premises.Property(p => p.Apart).AsJson();
            premises.Property(p => p.History).AsJson();
            premises.HasIndex(p => new { p.Name, p.Id }).HasFilter(Stays);
            premises.HasIndex(p => new { p.Kind, p.Name, p.Id }).HasFilter(Stays);
            premises.HasIndex(p => new { p.Street, p.Name, p.Id }).HasFilter(Stays);
            premises.HasIndex(p => new { p.State, p.Name, p.Id }).HasFilter(Stays);
            premises.HasIndex(p => new { p.Gas, p.Name, p.Id }).HasFilter(Stays);

            // The map reads these alone; one that was merged away has no place.
            premises.HasIndex(p => new { p.Lon, p.Lat, p.State, p.Kind, p.Street, p.Gas }, "IX_premises_map").HasFilter("\"Lon\" IS NOT NULL");
            premises.HasIndex(p => new { p.Kind, p.Lon, p.Lat, p.State, p.Street, p.Gas }, "IX_premises_map_kind").HasFilter("\"Lon\" IS NOT NULL");
            premises.HasIndex(p => new { p.Street, p.Lon, p.Lat, p.State, p.Kind, p.Gas }, "IX_premises_map_street").HasFilter("\"Lon\" IS NOT NULL");
        });
        model.Entity<PremisesUnit>(unit =>
        {
            unit.ToTable("premises_unit");
            unit.HasKey(u => new { u.Premises, u.Unit });
            unit.HasIndex(u => new { u.Unit, u.Name, u.Premises });
            unit.HasIndex(u => new { u.Unit, u.Lon, u.Lat, u.Premises }).HasFilter("\"Lon\" IS NOT NULL");
        });
        model.Entity<PremisesFirm>(firm =>
        {
            firm.ToTable("premises_firm");
            firm.HasKey(f => new { f.Premises, f.Enterprise, f.Role });
            firm.HasIndex(f => new { f.Enterprise, f.Premises });
        });
        model.Entity<EnterpriseAccount>(account =>
        {
            account.ToTable("enterprise_account");
            account.HasKey(a => new { a.Account, a.Enterprise });
        });
        model.Entity<EnterpriseReach>(reach =>
        {
            reach.ToTable("enterprise_reach");
            reach.HasKey(r => new { r.Enterprise, r.Unit, r.Premises });
            reach.HasIndex(r => new { r.Unit, r.Enterprise });
            reach.HasIndex(r => r.Premises);
        });
        model.Entity<RegisterEntry>(entry =>
        {
            entry.ToTable("register_entry");
            entry.HasKey(e => e.Id);
            entry.HasIndex(e => e.Cell).HasFilter("\"Cell\" IS NOT NULL");
            entry.HasIndex(e => e.Code).HasFilter("\"Code\" IS NOT NULL");
        });
        model.Entity<RegisterKey>(key =>
        {
            key.ToTable("register_key");
            key.HasKey(k => new { k.IsFirm, k.Ground, k.Key, k.Id });
            key.HasIndex(k => k.Id);
        });
        Pairs<EnterpriseId>("enterprise_pair");
        Pairs<PremisesId>("premises_pair");
        model.Entity<MapCell>(cell =>
        {
            cell.ToTable("map_cell");
            cell.HasKey(c => new { c.Level, c.X, c.Y, c.Kind });
            cell.HasIndex(c => new { c.Kind, c.Level, c.X, c.Y });
        });

        void Pairs<TId>(string table)
            where TId : struct => model.Entity<DuplicatePair<TId>>(pair =>
            {
                pair.ToTable(table);
                pair.HasKey(p => new { p.First, p.Second });
                pair.HasIndex(p => p.Second);
            });
    }
}
