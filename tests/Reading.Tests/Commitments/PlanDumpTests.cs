using System.Text;
using Bihuan.Reading.Commitments;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public class PlanDumpTests
{
    [Fact]
    public void Dump()
    {
        var lines = Shared.GazetteText().Split('\n');
        var text = string.Join('\n', lines[610..1032]);
        var document = HandMade.Document(text);
        var found = new List<Commitment>();
        new ThresholdReader().Read(document, found);
        new MeasureReader().Read(document, found);
        new GroupReader().Read(document, found);
        var b = new StringBuilder();
        foreach (var c in found)
        {
            b.AppendLine(c switch
            {
                ThresholdCommitment t => $"T {t.Place} {t.Purpose} {t.Level} {t.Measure} [{(t.LowerInclusive == true ? ">=" : ">")}{t.Lower} {(t.UpperInclusive == true ? "<=" : "<")}{t.Upper}] {t.Unit} S={t.Subject} C={t.Condition} {string.Join('/', t.Doubts)}",
                MeasureCommitment m => $"M {m.Place} {m.Level} +{m.CumulativeOn} who={m.Who} when={m.When} act={m.Action} {string.Join('/', m.Doubts)}",
                GroupCommitment g => $"G {g.Place} {g.Name} lead={string.Join('|', g.LeadUnits)} units={string.Join('|', g.Units)} open={g.OpenEnded} members={string.Join(';', g.Members.Select(x => x.Role + ":" + x.Person + "<" + string.Join('|', x.Posts) + ">"))} duties={g.Duties}",
                _ => c.ToString(),
            });
        }
        File.WriteAllText("/tmp/plandump.txt", b.ToString());
    }
}
