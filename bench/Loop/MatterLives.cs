using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Bench;

/// <summary>What happened at a moment, and to which matter.</summary>
internal sealed record Happening(Matter Matter, int Version, IEvent Happened, Stamp Stamp);

/// <summary>A district for load: units, posts, accounts.</summary>
internal sealed record LoadWorld(UnitId Office, IReadOnlyList<UnitId> Units, IReadOnlyList<UnitId> Streets, IReadOnlyList<PostId> Posts, IReadOnlyList<Guid> Officers, Guid OfficeOfficer, Guid Supervisor);

/// <summary>Makes up lives of matters: drafted, issued, signed for, reported, urged, handed in, returned, accepted, over five and a half years. Each step
/// is decided by the same <c>Decide</c> that serves people, at its own moment; what is refused stops the program.</summary>
internal sealed class MatterLives(LoadWorld world, DateOnly today, int seed)
{
    private static readonly DateOnly First = new(2021, 1, 4);
    private static readonly string[] Things = ["停车位", "公共充电桩", "雨污分流管网", "老旧小区改造", "消防通道整治", "燃气管道更新", "口袋公园", "农村公路", "养老床位", "学前学位", "电梯加装", "垃圾分类站点", "河道清淤", "危房解危", "防火隔离带", "产业项目签约"];
    private static readonly string[] Acts = ["新增", "建成", "完成", "推进", "启动", "整治"];
    private static readonly Evidence Proof = new($"SHA-256:{new string('a', 64)}", "现场照片.jpg");

    private readonly Random _random = new(seed);
    private readonly WorkingCalendar _calendar = WorkingCalendar.Shipped;
    private readonly SupervisionRules _rules = new(ShippedRules.Supervision);
    private readonly TermsContext _context = new(world.Units.Concat(world.Streets).Append(world.Office).ToDictionary(u => u, u => new UnitOnDay(u, u.Value.ToString(), UnitKind.Department, Reading.Units.UnitLevel.District, null)), null, today);
    private long _made;

    /// <summary>One life up to now, its steps in order.</summary>
    public IReadOnlyList<Happening> Next()
    {
        _made++;
        var steps = new List<Happening>();
        var span = today.DayNumber - First.DayNumber;
        var begun = First.AddDays(_random.Next(span));
        var at = DistrictDay.Start(begun).AddHours(9).AddSeconds(_random.Next(28_000));
        var due = begun.AddDays(60 + _random.Next(300));
        due = due > _calendar.LoadedTo ? _calendar.LoadedTo : due;
        var lead = Any(_random.Next(4) == 0 ? world.Streets : world.Units);
        var goal = 10 * (1 + _random.Next(200));
        var thing = Any(Things);
        var terms = new MatterTerms
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"{Any(Acts)}{thing}{goal}个（{_made}）"),
            Body = $"加快{thing}建设，全年完成{goal}个，按月调度，确保按期建成投用。",
            Lead = lead,
            Supporting = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Any(world.Units)).Where(u => u != lead)],
            Accepting = world.Office,
            Leaders = [new(Any(world.Posts), null)],
            Source = new($"甲政办〔{begun.Year}〕{1 + _random.Next(90)}号", $"{"一二三四五六七八"[_random.Next(8)]}（一）{1 + _random.Next(136)}"),
            Chapter = $"{"一二三四五六七八"[_random.Next(8)]}、重点工作",
            Number = (1 + _random.Next(136)).ToString(CultureInfo.InvariantCulture),
            Goals = [new(thing, GoalSense.AtLeast, goal, "个")],
            Due = new(due),
            Reports = new(ReportRhythm.Monthly, 25),
            Place = _random.Next(3) == 0 ? Any(world.Streets) : null,
        };
        var matter = new Matter();
        Do(DraftMatter.Decide(new MatterId(Guid.CreateVersion7(at)), terms, null, _context), world.Supervisor);
        at = at.AddHours(1 + _random.Next(48));
        var calendar = Scheduler.DueOf(terms.Due, at, _calendar)!.Value;
        if (!Go() || _random.Next(200) == 0)
        {
            return steps;
        }

        Happen(new MatterIssued(Scheduler.Of(terms, at, calendar, _rules.On(null, DistrictDay.Of(at))!, _calendar), null), world.Supervisor);
        at = at.AddHours(2 + _random.Next(_random.Next(12) == 0 ? 200 : 60));
        if (!Go())
        {
            return steps;
        }

        Do(SignFor.Decide(matter, null), OfficerOf(lead));
        var late = _random.Next(8) == 0;
        var end = DistrictDay.Start(due.AddDays(late ? 5 + _random.Next(60) : -_random.Next(12))).AddHours(10 + _random.Next(6));
        foreach (var day in matter.Schedule!.Reports)
        {
            var reported = DistrictDay.Start(day).AddHours(8 + _random.Next(10)).AddDays(_random.Next(10) == 0 ? 2 : -_random.Next(2));
            if (_random.Next(20) == 0 || reported >= end || reported <= at)
            {
                continue;
            }

            at = reported;
            if (!Go())
            {
                return steps;
            }

            var share = Math.Clamp((at - matter.Issued!.Value) / (end - matter.Issued!.Value), 0, 0.99);
            var progress = (int)(100 * share);
            Do(ReportMatter.Decide(matter, new(matter.Id, progress, [new(0, Math.Floor((decimal)(goal * share)))], $"本月完成{thing}建设任务，累计完成{progress}%，现场已组织检查，下月继续推进。", _random.Next(10) == 0 ? "部分点位施工受阻。" : null, _random.Next(60) == 0 ? "请协调用地。" : null, [], 2)), OfficerOf(lead));
        }

        at = end > at ? end : at.AddHours(3);
        if (!Go())
        {
            return steps;
        }
        if (_random.Next(100) == 0)
        {
            Happen(new MatterWithdrawn("甲政办函", "任务调整。"), world.Supervisor);
            return steps;
        }

        for (var round = _random.Next(7) == 0 ? 2 : 1; round > 0; round--)
        {
            var fulfilled = _random.Next(12) != 0;
            Do(HandIn.Decide(matter, new(matter.Id, fulfilled ? MatterEnd.Fulfilled : MatterEnd.NotFulfilled, $"{thing}已全部建成并投用。", [new(0, fulfilled ? goal : goal / 2)], [Proof]), [], [], [], at.AddDays(5)), OfficerOf(lead));
            at = at.AddHours(20 + _random.Next(100));
            if (!Go())
            {
                return steps;
            }
            if (round > 1)
            {
                Do(ReturnMatter.Decide(matter, new(matter.Id, ["缺少竣工照片。"]), new(world.OfficeOfficer, false)), world.OfficeOfficer);
                at = at.AddHours(30 + _random.Next(60));
                if (!Go())
                {
                    return steps;
                }
            }
            else
            {
                Do(AcceptMatter.Decide(matter, new(matter.Id, fulfilled ? MatterEnd.Fulfilled : MatterEnd.NotFulfilled, "现场核实。", []), new(world.OfficeOfficer, false), [], DistrictDay.Of(at)), world.OfficeOfficer);
            }
        }

        return steps;

        // Steps of the ladder come by themselves before whatever is done next; nothing happens after today.
        bool Go()
        {
            var (until, last) = (DistrictDay.Start(today), at);
            while (matter.NextStepAt is { } step && step <= (last < until ? last : until) && UrgeMatter.ByRule(matter, step) is { } urged)
            {
                at = step;
                Happen(urged, null);
            }

            at = last;
            return last < until;
        }

        void Do<T>(Result<Decision<T>> decided, Guid? by)
        {
            var done = decided as Result<Decision<T>>.Done ?? throw new InvalidOperationException(string.Join("; ", ((Result<Decision<T>>.Refused)decided).Problems.Select(p => $"{p.Code} {p.Field}")));
            foreach (var change in done.Value.Changes)
            {
                matter = (Matter)change.State;
                Happen(change.Happened, by);
            }
        }

        void Happen(IEvent happened, Guid? by)
        {
            var stamp = new Stamp(at, by is { } account ? new(account) : Acting.Program);
            matter.Apply(happened, stamp);
            steps.Add(new(matter, matter.Version, happened, stamp));
        }
    }

    private Guid OfficerOf(UnitId unit) => world.Officers[(world.Units.Concat(world.Streets).ToList().IndexOf(unit) + world.Officers.Count) % world.Officers.Count];

    private T Any<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
