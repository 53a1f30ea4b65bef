using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The next number of a word and year.</summary>
/// <param name="Number">发文字号 as printed.</param>
/// <param name="Serial">The serial.</param>
/// <param name="Take">Takes it: to be recorded in the same commit as the document that bears it.</param>
public sealed record NextNumber(string Number, int Serial, Change Take);

/// <summary>The district's one register of document numbers (发文字号登记): without gaps for each issuer's word and year, whichever module issues.</summary>
public interface IDocumentNumbers
{
    /// <summary>The next number; refused where the word cannot be one (<c>MAT-096</c>). Nothing is taken until <see cref="NextNumber.Take"/> is recorded; of two
    /// documents that take the same one the second is refused by its version and takes the next.</summary>
    /// <param name="word">机关代字.</param>
    /// <param name="day">The day of the document.</param>
    /// <param name="document">The document that bears it.</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask<Result<NextNumber>> Next(string word, DateOnly day, IssuedDocumentId document, CancellationToken cancel);
}
