using System.Text.Json;
using Bihuan.Kernel;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Bihuan.Persistence;

/// <summary>A typed id as its UUID.</summary>
/// <typeparam name="T">The id's type.</typeparam>
public sealed class IdConverter<T>() : ValueConverter<T, Guid>(id => id.Value, value => From(value))
    where T : struct, IId<T>
{
    // An expression may not call a static interface member itself.
    private static T From(Guid value) => T.From(value);
}

/// <summary>A moment as UTC ticks: both databases order and compare it alike, and nothing is rounded.</summary>
public sealed class MomentConverter() : ValueConverter<DateTimeOffset, long>(moment => moment.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>Small lists and records that belong to one row, kept as JSON text of the same bytes in both databases.</summary>
public static class JsonColumn
{
    /// <summary>Maps a property to a JSON column. The value is replaced, never changed in place.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property)
    {
        ArgumentNullException.ThrowIfNull(property);
        return property.HasConversion(
            new ValueConverter<T, string>(value => JsonSerializer.Serialize(value, EventCatalog.Json), text => JsonSerializer.Deserialize<T>(text, EventCatalog.Json)!),
            new ValueComparer<T>(
                (a, b) => ReferenceEquals(a, b) || JsonSerializer.Serialize(a, EventCatalog.Json) == JsonSerializer.Serialize(b, EventCatalog.Json),
                value => JsonSerializer.Serialize(value, EventCatalog.Json).GetHashCode(StringComparison.Ordinal),
                value => value));
    }
}
