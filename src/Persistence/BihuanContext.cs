using Bihuan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Persistence;

/// <summary>The one context, made of the modules' mappings. SQLite and PostgreSQL see the same model.</summary>
/// <param name="options">Which database.</param>
/// <param name="parts">The modules' tables; the same in every process of the program.</param>
public sealed class BihuanContext(DbContextOptions<BihuanContext> options, IEnumerable<IModelPart> parts) : DbContext(options)
{
    /// <summary>Whether it speaks to PostgreSQL rather than SQLite.</summary>
    public bool IsPostgreSql => Database.ProviderName == "Npgsql.EntityFrameworkCore.PostgreSQL";

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        new JournalTables().Map(modelBuilder);
        new SearchTables().Map(modelBuilder);
        foreach (var part in parts)
        {
            part.Map(modelBuilder);
        }

        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            if (typeof(State).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(State.Version))!.IsConcurrencyToken = true;
            }
            if (IsPostgreSql)
            {
                // Text compares and sorts by its bytes, as it does in SQLite.
                foreach (var property in entity.GetProperties().Where(p => p.ClrType == typeof(string)))
                {
                    property.SetCollation("C");
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MomentConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        foreach (var id in parts.Select(p => p.GetType().Assembly).Distinct().SelectMany(a => a.GetTypes()).Where(IsId))
        {
            configurationBuilder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        }
        configurationBuilder.IgnoreAny<IEvent>();

        static bool IsId(Type type) => type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));
    }
}
