using System.Text.Json;

namespace Bihuan.Kernel;

/// <summary>The files of <c>data/reference</c> that are embedded here.</summary>
internal static class ReferenceData
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Opens an embedded file.</summary>
    public static Stream Open(string name) =>
        typeof(ReferenceData).Assembly.GetManifestResourceStream(name) ?? throw new InvalidDataException($"The reference file {name} is not embedded.");

    /// <summary>Reads a reference file.</summary>
    /// <exception cref="InvalidDataException">The file is not what it should be.</exception>
    public static T Read<T>(Stream json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidDataException("The reference file is empty.");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"The reference file cannot be read: {problem.Message}", problem);
        }
    }
}
