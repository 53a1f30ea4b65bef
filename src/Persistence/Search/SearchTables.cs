using Microsoft.EntityFrameworkCore;

namespace Bihuan.Persistence;

/// <summary>A group in the index.</summary>
internal sealed class SearchGroupRow
{
    /// <summary>Counted from 1 in the order in which groups came, so that a rebuild counts alike.</summary>
    public required int Number { get; init; }

    public required int Kind { get; init; }

    public required Guid Id { get; init; }

    /// <summary>As <see cref="SearchKey.Day"/> has it.</summary>
    public required int Day { get; init; }
}

/// <summary>A row of the index: what its text reads when folded. Its tokens stand beside it, in a way of each database's own.</summary>
internal sealed class SearchEntryRow
{
    /// <summary>As <see cref="SearchKey"/> has it.</summary>
    public required long Id { get; init; }

    public required string Folded { get; init; }
}

/// <summary>The tables of the index. The model knows them so that a rebuild empties them; they are made by hand-written migrations
/// (<c>SearchIndexMigration</c>), because a full-text index is beyond the model.</summary>
internal sealed class SearchTables : IModelPart
{
    public void Map(ModelBuilder model)
    {
        model.Entity<SearchGroupRow>(group =>
        {
            group.ToTable("search_group", table => table.ExcludeFromMigrations());
            group.HasKey(g => g.Number);
            group.Property(g => g.Number).HasColumnName("number").ValueGeneratedNever();
            group.Property(g => g.Kind).HasColumnName("kind");
            group.Property(g => g.Id).HasColumnName("id");
            group.Property(g => g.Day).HasColumnName("day");
        });
        model.Entity<SearchEntryRow>(entry =>
        {
            entry.ToTable("search_entry", table => table.ExcludeFromMigrations());
            entry.HasKey(e => e.Id);
            entry.Property(e => e.Id).HasColumnName("id").ValueGeneratedNever();
            entry.Property(e => e.Folded).HasColumnName("folded");
        });
    }
}
