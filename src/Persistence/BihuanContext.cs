using Bihuan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Persistence;

/// <summary>The one context, made of the modules' mappings. SQLite and PostgreSQL see the same model.</summary>
public sealed class BihuanContext : DbContext
{
    private readonly IEnumerable<IModelPart> _parts;

    /// <summary>A context.</summary>
    /// <param name="options">Which database.</param>
    /// <param name="parts">The modules' tables; the same in every process of the program.</param>
    public BihuanContext(DbContextOptions<BihuanContext> options, IEnumerable<IModelPart> parts)
        : base(options)
    {
        _parts = parts;

        // A transaction is written whole or not at all, so nothing goes back to a point within it.
        Database.AutoSavepointsEnabled = false;
    }

    /// <summary>Whether it speaks to PostgreSQL rather than SQLite.</summary>
    public bool IsPostgreSql => Database.ProviderName == "Npgsql.EntityFrameworkCore.PostgreSQL";

    /// <summary>How many commands the present scope has sent.</summary>
    public int CommandsSent { get; set; }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        new JournalTables().Map(modelBuilder);
        new SearchTables().Map(modelBuilder);
        foreach (var part in _parts)
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
        foreach (var id in _parts.Select(p => p.GetType().Assembly).Distinct().SelectMany(a => a.GetTypes()).Where(IsId))
        {
            configurationBuilder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        }
        configurationBuilder.IgnoreAny<IEvent>();

        static bool IsId(Type type) => type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));
    }
}
