using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

internal static class ListedTables
{
    public static void Map(ModelBuilder model) => model.Entity<Listing>(listing =>
    {
        listing.ToTable("hazard_listing");
        listing.HasKey(l => l.Id);
        listing.Ignore(l => l.Key).Ignore(l => l.IsUntouched).Ignore(l => l.Units);
        listing.Property(l => l.Terms).AsJson();
        listing.Property(l => l.Duties).AsJson();
        listing.Property(l => l.Plates).AsJson();
        listing.Property(l => l.Publicities).AsJson();
        listing.Property(l => l.Visits).AsJson();
        listing.Property(l => l.Delays).AsJson();
        listing.Property(l => l.Notices).AsJson();
        listing.Property(l => l.End).AsJson();
        listing.HasIndex(l => l.Hazard);
        listing.HasIndex(l => l.Origin).IsUnique().HasFilter("\"Origin\" IS NOT NULL");

        // The board and the public page walk these; there are few.
        listing.HasIndex(l => new { l.Due, l.Id });
        listing.HasIndex(l => new { l.Due, l.Id }, "IX_hazard_listing_public").HasFilter("\"IsPublic\"");
    });
}
