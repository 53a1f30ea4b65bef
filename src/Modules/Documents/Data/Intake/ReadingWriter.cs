using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bihuan.Reading;
using Bihuan.Reading.Json;

namespace Bihuan.Documents;

/// <summary>Makes the kept form of a reading. Pure.</summary>
internal static class ReadingWriter
{
    private const int Excerpt = 160;

    public static StoredReading Write(ReadResult result, string fileName) => new(
        StoredReading.CurrentFormat,
        fileName,
        result.Source.Format,
        result.Source.EncodingName,
        result.Gazette is { } gazette ? new(gazette.Title, gazette.Issue) : null,
        [.. result.Documents.Select(Write)],
        [.. result.Contradictions.Select(c => Write(c, p => new(IndexOf(result, p), p.Document, p.Place, Words(result.Source, p.Range))))],
        [.. result.Repairs.Select(r => new StoredRepair(r.Kind, r.Range.Start, r.Range.End, r.Note))],
        [.. result.Problems.Select(p => new StoredProblem(p.Code, p.Field, p.Message))]);

    public static StoredContradiction Write(Contradiction contradiction, Func<FindingPlace, StoredPlace> place) => new(
        contradiction.Kind, contradiction.Severity, contradiction.Explanation, contradiction.ScopeMayExplain, [.. contradiction.Places.Select(place)]);

    /// <summary>Which document of a file a place lies in; -1 where in none.</summary>
    public static int IndexOf(ReadResult result, FindingPlace place)
    {
        var at = -1;
        for (var i = 0; i < result.Documents.Count; i++)
        {
            if (result.Documents[i].Range.Contains(place.Range))
            {
                return i;
            }
            if (result.Documents[i].Name == place.Document)
            {
                at = i;
            }
        }

        return at;
    }

    /// <summary>The printed words of a range on one line, cut where they are long.</summary>
    public static string Words(SourceText source, SourceRange range)
    {
        var words = source.Slice(range);
        var text = words.Length > Excerpt ? string.Concat(words[..Excerpt], "…") : words.ToString();
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Of a find's content without its offsets and its confidence.</summary>
    public static string HashOf(string what)
    {
        var fields = JsonNode.Parse(what)!.AsObject();
        foreach (var name in (string[])["start", "end", "confidence", "doubts"])
        {
            fields.Remove(name);
        }

        DropOffsets(fields);
        return Hash(fields.ToJsonString(ReadingJson.Compact));

        // Figures inside a task carry offsets of their own.
        static void DropOffsets(JsonObject fields)
        {
            if (fields["quantities"] is JsonArray quantities)
            {
                foreach (var quantity in quantities.OfType<JsonObject>())
                {
                    quantity.Remove("start");
                    quantity.Remove("end");
                }
            }
        }
    }

    private static StoredDocument Write(Reading.Document document)
    {
        var nodes = document.Nodes.ToList();
        var numbers = new Dictionary<ClauseNode, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < nodes.Count; i++)
        {
            numbers.Add(nodes[i], i);
        }

        var clauses = nodes.ConvertAll(n => new StoredClause(
            n.Parent is { Kind: not NodeKind.Document } parent ? numbers[parent] : -1,
            n.Ancestors().Count() - 1,
            n.Kind,
            n.Numbering,
            n.Label,
            n.Place,
            n.Heading.Value,
            n.Text.Value,
            n.Table is { } table ? new(table.Caption.Value, table.Columns, [.. table.Rows.Select(r => new StoredRow(r.Place, r.Section, [.. r.Cells.Select(c => c.CarriedDown ? null : c.Text.Value)]))]) : null));
        var words = new StringBuilder();
        foreach (var clause in clauses)
        {
            words.Append(clause.Place).Append('\t').Append(clause.Heading).Append('\t').Append(clause.Text).Append('\n');
            foreach (var row in clause.Table?.Rows ?? [])
            {
                words.AppendJoin('\t', row.Cells).Append('\n');
            }
        }

        return new(
            document.Number, document.Title, document.Issuers, document.Date, document.Category, document.Addressees, document.Registration, document.SignedAs, document.Attachments,
            Hash(words.ToString()), clauses, [.. document.Commitments.Select(c => Write(c, nodes))]);
    }

    private static StoredFind Write(Commitment commitment, List<ClauseNode> nodes)
    {
        List<FindMark> marks = [];
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            if (node.Range.End <= commitment.Range.Start || node.Range.Start >= commitment.Range.End)
            {
                continue;
            }
            if (node.Table is { } table)
            {
                for (var row = 0; row < table.Rows.Count; row++)
                {
                    if (table.Rows[row].Place == commitment.Place || (table.Rows[row].Range.Contains(commitment.Range) && commitment.Range.Length > 0))
                    {
                        marks.Add(new(i, 0, 0, row));
                    }
                }
            }
            else if (node.Text.Within(commitment.Range) is (var start, > 0 and var length))
            {
                marks.Add(new(i, start, length));
            }
        }

        var what = ReadingJson.Write(commitment);
        var clause = marks.Count > 0 ? marks[0].Clause : Math.Max(0, nodes.FindIndex(n => n.Place == commitment.Place));
        return new(commitment.Kind, commitment.Place, clause, commitment.Text, commitment.Confidence, commitment.Doubts, marks, [.. UnitNamesIn.Of(commitment).Distinct(StringComparer.Ordinal)], HashOf(what), what);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>The names of units that a find prints and that a person may have to place.</summary>
internal static class UnitNamesIn
{
    public static IEnumerable<string> Of(Commitment commitment) => (commitment switch
    {
        TaskCommitment task => task.LeadUnits.Concat(task.Implementers).Concat(task.Units).Concat(task.Streets),
        IndicatorCommitment indicator => indicator.LeadUnits,
        HazardCommitment hazard => hazard.Supervising,
        GroupCommitment group => group.LeadUnits.Concat(group.Units),
        AppointmentCommitment appointment => [appointment.Unit],
        PortfolioCommitment portfolio => portfolio.Manages.Concat(portfolio.Liaises),
        DecisionCommitment { Unit: { } unit } => unit.Split('、', '，', ',', '；').Select(u => u.Trim()),
        _ => Array.Empty<string>(),
    }).Where(n => n.Length > 0);
}
