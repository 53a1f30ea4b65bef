using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Bihuan.Web.Api;

/// <summary>A body that leaves out a value, or gives null for one, where the request has to have it, is refused before anybody works with it.</summary>
internal static class MissingValues
{
    public static void Refuse(JsonTypeInfo type)
    {
        var needed = type.Properties.Where(p => p.AssociatedParameter is { IsNullable: false } parameter && !parameter.ParameterType.IsValueType && p.Get is not null).ToList();
        if (needed.Count == 0)
        {
            return;
        }

        var then = type.OnDeserialized;
        type.OnDeserialized = read =>
        {
            if (needed.Find(p => p.Get!(read) is null) is { } missing)
            {
                throw new JsonException($"{missing.Name} is missing.", $"$.{missing.Name}", lineNumber: null, bytePositionInLine: null);
            }

            then?.Invoke(read);
        };
    }
}
