namespace Bihuan.Reading.Input;

/// <summary>Looks for widths of characters (/W [first last width]) that no font can have: PdfPig makes an entry for each character of
/// such a range, so that one number of many digits would keep it busy for hours and fill the memory.</summary>
internal static class PdfWidths
{
    /// <summary>Character identifiers are at most this (ISO 32000-1, 9.7.4.3).</summary>
    private const int HighestCharacter = 65_535;

    /// <summary>Whether the bytes hold such a range.</summary>
    public static bool AreEndless(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf("/W"u8) is >= 0 and var at)
        {
            bytes = bytes[(at + 2)..];
            var list = bytes.TrimStart(" \r\n\t"u8);
            if (list.Length == 0 || list[0] is not (byte)'[')
            {
                continue;
            }

            var number = 0L;
            var depth = 0;
            foreach (var b in list)
            {
                depth += b is (byte)'[' ? 1 : b is (byte)']' ? -1 : 0;
                number = b is >= (byte)'0' and <= (byte)'9' ? Math.Min((number * 10) + b - '0', int.MaxValue) : 0;
                if (number > HighestCharacter)
                {
                    return true;
                }
                if (depth <= 0 || b is (byte)'/' or (byte)'>')
                {
                    break;
                }
            }
        }

        return false;
    }
}
