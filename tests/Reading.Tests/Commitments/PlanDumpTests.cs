using System.Text;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public class PlanDumpTests
{
    [Fact]
    public void Dump()
    {
        var file = Environment.GetEnvironmentVariable("DUMP");
        var read = file is null ? GazetteReading.Result : Reader.Read(new SourceText(File.ReadAllText(file)));
        var found = read.Documents.SelectMany(d => d.Commitments).ToList();
        var b = new StringBuilder();
        foreach (var c in found)
        {
            if (c is not (ThresholdCommitment or MeasureCommitment or GroupCommitment))
            {
                continue;
            }
            b.AppendLine(c switch
            {
                ThresholdCommitment t => $"T {t.Place} {t.Purpose} {t.Level} {t.Measure} [{(t.LowerInclusive == true ? ">=" : ">")}{t.Lower} {(t.UpperInclusive == true ? "<=" : "<")}{t.Upper}] {t.Unit} S={t.Subject} C={t.Condition} {string.Join('/', t.Doubts)}",
                MeasureCommitment m => $"M {m.Place} {m.Level} +{m.CumulativeOn} who={m.Who} when={m.When} act={m.Action} {string.Join('/', m.Doubts)}",
                GroupCommitment g => $"G {g.Place} {g.Name} lead={string.Join('|', g.LeadUnits)} units={string.Join('|', g.Units)} open={g.OpenEnded} members={string.Join(';', g.Members.Select(x => x.Role + ":" + x.Person + "<" + string.Join('|', x.Posts) + ">"))} duties={g.Duties}",
                _ => "",
            });
        }
        File.WriteAllText("/tmp/planhelper/dump.txt", b.ToString());
    }
}
