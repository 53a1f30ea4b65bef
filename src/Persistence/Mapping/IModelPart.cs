using Microsoft.EntityFrameworkCore;

namespace Bihuan.Persistence;

/// <summary>What a module adds to the one context: its tables. A module never sees another's.</summary>
public interface IModelPart
{
    /// <summary>Maps the module's states and read tables.</summary>
    void Map(ModelBuilder model);
}

/// <summary>Whether a table can be made again from the journal.</summary>
public static class TableOrigin
{
    internal const string KeptAnnotation = "Bihuan:Kept";

    /// <summary>Marks a table that the journal cannot make again: secrets, deliveries, leases. <c>bihuan rebuild</c> leaves it alone.
    /// Every other table is emptied and filled again from the journal, so it must hold nothing else.</summary>
    public static Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> IsKept<T>(this Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> entity)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(entity);
        entity.HasAnnotation(KeptAnnotation, true);
        return entity;
    }

    internal static bool IsKept(this Microsoft.EntityFrameworkCore.Metadata.IReadOnlyEntityType entity) => entity.FindAnnotation(KeptAnnotation) is not null;
}
