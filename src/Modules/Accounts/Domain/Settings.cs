using Bihuan.Kernel;

namespace Bihuan.Accounts;

/// <summary>The program was set up for a district.</summary>
[EventType("accounts.set-up")]
internal sealed record WasSetUp(string District, bool IsSample) : IEvent;

/// <summary>The district is called something else.</summary>
[EventType("accounts.district-renamed")]
internal sealed record DistrictRenamed(string District) : IEvent;

/// <summary>The district's clock was set.</summary>
/// <param name="AheadTicks">How far it is ahead of the machine's clock, in ticks; <see langword="null"/> for not at all.</param>
/// <param name="Shows">What it showed when it was set.</param>
[EventType("accounts.clock-set")]
internal sealed record ClockSet(long? AheadTicks, DateTimeOffset Shows) : IEvent;

/// <summary>Other rules of passwords, lock-out and sessions hold from a day on.</summary>
[EventType("accounts.policy-set")]
internal sealed record PolicySet(DateOnly From, SecurityPolicy Policy) : IEvent;

/// <summary>The rules that hold from a day on.</summary>
internal sealed record DatedPolicy(DateOnly From, SecurityPolicy Policy);

/// <summary>What the district has set for the whole program. There is one.</summary>
[Stream("settings")]
internal sealed class Settings : State
{
    public static Guid TheOne { get; } = new("00000000-0000-7000-8000-0000000000a2");

    public Guid Id { get; private set; }

    public override Guid Key => Id;

    public string District { get; private set; } = "";

    public bool IsSample { get; private set; }

    public long? ClockAheadTicks { get; private set; }

    /// <summary>By first day.</summary>
    public IReadOnlyList<DatedPolicy> Policies { get; private set; } = [];

    public SecurityPolicy PolicyOn(DateOnly day) => Policies.LastOrDefault(p => p.From <= day)?.Policy ?? SecurityPolicy.Default;

    protected override void On(IEvent happened, Stamp stamp)
    {
        Id = TheOne;
        switch (happened)
        {
            case WasSetUp e:
                (District, IsSample) = (e.District, e.IsSample);
                break;
            case DistrictRenamed e:
                District = e.District;
                break;
            case ClockSet e:
                ClockAheadTicks = e.AheadTicks;
                break;
            case PolicySet e:
                Policies = [.. Policies.Where(p => p.From != e.From).Append(new(e.From, e.Policy)).OrderBy(p => p.From)];
                break;
        }
    }
}
