using Bihuan.TestKit;

namespace Bihuan.Reading.Tests;

/// <summary>The real gazette, read once for all tests.</summary>
internal static class GazetteReading
{
    private static readonly Lazy<ReadResult> Read = new(() => Reader.Read(new SourceText(Shared.GazetteText(), name: "beilun-2022-02-03.txt")));

    public static ReadResult Result
    {
        get
        {
            _ = Shared.PathOf("gazette/beilun-2022-02-03.txt");
            return Read.Value;
        }
    }

    public static Document Document(string number) =>
        Result.Documents.FirstOrDefault(d => d.Number == number) ?? throw new InvalidOperationException($"{number} was not found among {string.Join('、', Result.Documents.Select(d => d.Name))}.");

    /// <summary>Without white space, so that printed and mended words compare.</summary>
    public static string Bare(string? text) => new([.. (text ?? "").Where(c => !char.IsWhiteSpace(c))]);
}
