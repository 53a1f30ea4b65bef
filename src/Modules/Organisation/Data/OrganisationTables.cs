using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

internal static class OrganisationTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Government>(government =>
        {
            government.ToTable("government");
            government.HasKey(d => d.Id);
            government.Ignore(d => d.Key);
            government.Property(d => d.Id).ValueGeneratedNever();
        });
        model.Entity<Unit>(unit =>
        {
            unit.ToTable("unit");
            unit.HasKey(u => u.Id);
            unit.Ignore(u => u.Key).Ignore(u => u.Period).Ignore(u => u.Parent);
            unit.Property(u => u.Names).AsJson();
            unit.Property(u => u.Parents).AsJson();
            unit.Property(u => u.Aliases).AsJson();
            unit.Property(u => u.Source).AsJson();
            unit.Property(u => u.EndSource).AsJson();
            unit.HasIndex(u => u.Name);
        });
        model.Entity<Post>(post =>
        {
            post.ToTable("post");
            post.HasKey(p => p.Id);
            post.Ignore(p => p.Key).Ignore(p => p.Period);
            post.Property(p => p.Source).AsJson();
            post.HasIndex(p => p.Unit);
        });
        model.Entity<Person>(person =>
        {
            person.ToTable("person");
            person.HasKey(p => p.Id);
            person.Ignore(p => p.Key);
            person.HasIndex(p => p.Name);
            person.HasIndex(p => p.Number);
        });
        model.Entity<Holding>(holding =>
        {
            holding.ToTable("holding");
            holding.HasKey(h => h.Id);
            holding.Ignore(h => h.Key).Ignore(h => h.Period);
            holding.Property(h => h.Appointed).AsJson();
            holding.Property(h => h.Removed).AsJson();
            holding.Property(h => h.Seen).AsJson();
            holding.HasIndex(h => h.Post);
            holding.HasIndex(h => h.Person);
            holding.HasIndex(h => h.ProbationEnds);
        });
        model.Entity<Portfolio>(portfolio =>
        {
            portfolio.ToTable("portfolio");
            portfolio.HasKey(p => p.Id);
            portfolio.Ignore(p => p.Key).Ignore(p => p.Period);
            portfolio.Property(p => p.Duties).AsJson();
            portfolio.Property(p => p.Source).AsJson();
            portfolio.HasIndex(p => p.Person);
        });
        model.Entity<StandingGroup>(group =>
        {
            group.ToTable("standing_group");
            group.HasKey(g => g.Id);
            group.Ignore(g => g.Key).Ignore(g => g.Period);
            group.Property(g => g.Members).AsJson();
            group.Property(g => g.Source).AsJson();
        });
        model.Entity<Merge>(merge =>
        {
            merge.ToTable("merge");
            merge.HasKey(m => m.Id);
            merge.Ignore(m => m.Key);
            merge.Property(m => m.Moved).AsJson();
            merge.Property(m => m.Withdrawn).AsJson();
            merge.Property(m => m.Posts).AsJson();
        });
    }
}
