using System.Globalization;
using System.Text.RegularExpressions;
using Bihuan.Kernel;

namespace Bihuan.Matters;

/// <summary>A number was taken, in the same commit as the document that bears it.</summary>
[EventType("matters.number-taken")]
internal sealed record NumberTaken(NumberRegisterId Id, string Word, int Year, int Serial, IssuedDocumentId Document) : IEvent;

/// <summary>The numbers of one issuer's word in one year (发文字号登记), without gaps: the last one is the stream's version. Of two documents that
/// take the same one the second is refused by the version and takes the next.</summary>
[Stream("number-register")]
internal sealed partial class NumberRegister : State
{
    public NumberRegisterId Id { get; private set; }

    public override Guid Key => Id.Value;

    /// <summary>机关代字.</summary>
    public string Word { get; private set; } = "";

    public int Year { get; private set; }

    public int Last { get; private set; }

    /// <summary>发文字号 as printed (GB/T 9704-2012, 7.2.5).</summary>
    public static string Text(string word, int year, int serial) => string.Create(CultureInfo.InvariantCulture, $"{word}〔{year}〕{serial}号");

    /// <summary>Whether a text can be an issuer's word.</summary>
    public static bool IsWord(string word) => Words().IsMatch(word);

    protected override void On(IEvent happened, Stamp stamp)
    {
        if (happened is NumberTaken e)
        {
            (Id, Word, Year, Last) = (e.Id, e.Word, e.Year, e.Serial);
        }
    }

    [GeneratedRegex(@"\A[\u4e00-\u9fff]{1,10}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
