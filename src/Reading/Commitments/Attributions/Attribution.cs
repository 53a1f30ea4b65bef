namespace Bihuan.Reading.Commitments.Attributions;

/// <summary>A name as printed, spaces inside it taken out, with its place in the source.</summary>
internal readonly record struct Mention(string Name, SourceRange Range)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>What a unit has to do with a task.</summary>
internal enum Role
{
    /// <summary>None that is known.</summary>
    None,

    /// <summary>牵头领导, 责任领导, 项目责任人.</summary>
    Leader,

    /// <summary>牵头单位, 牵头负责, 负责.</summary>
    Lead,

    /// <summary>责任单位, 主要责任单位, 承办单位.</summary>
    Responsible,

    /// <summary>配合单位, 参与, 协助, 组织落实.</summary>
    Support,

    /// <summary>具体实施, 负责推进, 推进单位.</summary>
    Implement,

    /// <summary>完成时限, 时间要求.</summary>
    Deadline,

    /// <summary>Anything else that stands with them: 联系电话, 督办单位.</summary>
    Remark,
}

/// <summary>Who answers for the words before it, and by when (任务归属).</summary>
internal sealed class Attribution
{
    /// <summary>牵头领导 and the like.</summary>
    public List<Mention> Leaders { get; } = [];

    /// <summary>Those that lead, streets included.</summary>
    public List<Mention> LeadUnits { get; } = [];

    /// <summary>责任单位, streets left out.</summary>
    public List<Mention> Responsible { get; } = [];

    /// <summary>配合单位, streets left out.</summary>
    public List<Mention> Support { get; } = [];

    /// <summary>Those that carry it out under the lead.</summary>
    public List<Mention> Implementers { get; } = [];

    /// <summary>Streets among the responsible and the supporting.</summary>
    public List<Mention> Streets { get; } = [];

    /// <summary>Whether 等部门、单位 closes the list of responsible or supporting units.</summary>
    public bool OpenEnded { get; set; }

    /// <summary>Whether 等 closes the list of those that lead.</summary>
    public bool LeadOpenEnded { get; set; }

    /// <summary>The words of the deadline; empty where none stands with it.</summary>
    public Mention Deadline { get; set; } = new("", default);

    /// <summary>Which part it is about, such as 学校 in 甲局负责学校; empty for all of the words before it.</summary>
    public Mention Scope { get; set; } = new("", default);

    /// <summary>Other words that stand with it.</summary>
    public List<Mention> Remarks { get; } = [];

    /// <summary>Why it may be wrong.</summary>
    public List<string> Doubts { get; } = [];

    /// <summary>What was taken from a cell above; each has its doubt.</summary>
    public TaskParts CarriedDown { get; set; }

    /// <summary>Whether who leads is inferred; the doubt says from what.</summary>
    public bool LeadInferred { get; set; }

    /// <summary>From 0 to 1.</summary>
    public double Confidence { get; set; } = 1;

    /// <summary>Whether any unit is named.</summary>
    public bool NamesUnits => LeadUnits.Count + Responsible.Count + Support.Count + Implementers.Count + Streets.Count > 0;

    /// <summary>Whether it only says by when.</summary>
    public bool OnlyDeadline => !NamesUnits && Leaders.Count == 0 && Deadline.Name.Length > 0;

    /// <summary>Whether it says nothing.</summary>
    public bool IsEmpty => !NamesUnits && Leaders.Count == 0 && Deadline.Name.Length == 0;

    /// <summary>Notes a doubt once and lowers the confidence to at most <paramref name="confidence"/>.</summary>
    public void Doubt(string why, double confidence)
    {
        Confidence = Math.Min(Confidence, confidence);
        if (!Doubts.Contains(why))
        {
            Doubts.Add(why);
        }
    }

    /// <summary>As <see cref="Doubt"/>, of who leads.</summary>
    public void DoubtLead(string why, double confidence)
    {
        LeadInferred = true;
        Doubt(why, confidence);
    }

    /// <summary>Adds what <paramref name="other"/> says.</summary>
    public void Add(Attribution other)
    {
        Leaders.AddRange(other.Leaders);
        LeadUnits.AddRange(other.LeadUnits);
        Responsible.AddRange(other.Responsible);
        Support.AddRange(other.Support);
        Implementers.AddRange(other.Implementers);
        Streets.AddRange(other.Streets);
        OpenEnded |= other.OpenEnded;
        LeadOpenEnded |= other.LeadOpenEnded;
        Deadline = Deadline.Name.Length == 0 ? other.Deadline : Deadline;
        Remarks.AddRange(other.Remarks);
        CarriedDown |= other.CarriedDown;
        LeadInferred |= other.LeadInferred;
        foreach (var doubt in other.Doubts)
        {
            Doubt(doubt, other.Confidence);
        }
    }

    /// <summary>Takes over from a heading or a closing clause what is not said here.</summary>
    public Attribution Inheriting(Attribution from)
    {
        var merged = new Attribution { Scope = Scope, OpenEnded = OpenEnded, LeadOpenEnded = LeadOpenEnded, Deadline = Deadline.Name.Length > 0 ? Deadline : from.Deadline, Confidence = Confidence, CarriedDown = CarriedDown, LeadInferred = LeadInferred };
        merged.Doubts.AddRange(Doubts);
        merged.Remarks.AddRange(Remarks);
        merged.Leaders.AddRange(Leaders.Count > 0 ? Leaders : from.Leaders);
        merged.LeadUnits.AddRange(LeadUnits.Count > 0 ? LeadUnits : from.LeadUnits);
        merged.Implementers.AddRange(Implementers.Count > 0 || NamesUnits ? Implementers : from.Implementers);
        var own = Responsible.Count + Support.Count + Streets.Count > 0 || NamesUnits;
        merged.Responsible.AddRange(own ? Responsible : from.Responsible);
        merged.Support.AddRange(own ? Support : from.Support);
        merged.Streets.AddRange(own ? Streets : from.Streets);
        merged.OpenEnded |= !own && from.OpenEnded;
        return merged;
    }
}
