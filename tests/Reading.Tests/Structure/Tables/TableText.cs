using Bihuan.Reading.Structure.Tables;
using Bihuan.TestKit;

namespace Bihuan.Reading.Tests.Structure.Tables;

/// <summary>Makes tables of text in tests, as the segmenter does.</summary>
internal static class TableText
{
    /// <summary>The table of lines; blank ones mark breaks.</summary>
    public static (Table? Table, List<Repair> Repairs) Read(string text, string place = "附件1", string caption = "", int firstOrdinal = 1)
    {
        var source = new SourceText(text);
        List<Repair> repairs = [];
        return (TableBuilder.Build(Lines(source, repairs), place, firstOrdinal, repairs, MappedTexts.Verbatim(caption)), repairs);
    }

    /// <summary>The table printed on lines <paramref name="first"/> to <paramref name="last"/> (from 1) of a text.</summary>
    public static (Table Table, List<Repair> Repairs) Read(string text, int first, int last, string place, string caption = "")
    {
        var (table, repairs) = Read(string.Join('\n', text.Split('\n')[(first - 1)..last]), place, caption);
        return (table ?? throw new InvalidOperationException("No table was read."), repairs);
    }

    private static List<TableLine> Lines(SourceText source, List<Repair> repairs)
    {
        List<TableLine> lines = [];
        var blank = false;
        for (var start = 0; start < source.Text.Length;)
        {
            var end = source.Text.IndexOf('\n', start);
            end = end < 0 ? source.Text.Length : end;
            if (source.Text.AsSpan(start, end - start).IsWhiteSpace())
            {
                blank = true;
            }
            else
            {
                lines.Add(TableLine.Split(source, start, end, blank, repairs));
                blank = false;
            }

            start = end + 1;
        }

        return lines;
    }
}
