using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bihuan.TestKit;

/// <summary>How long the calling thread itself computed: what a bound against run-away work looks at, for a busy machine stretches the clock on the wall and not this.</summary>
/// <remarks>A bound, not a measurement; those stand in <c>bench/</c>.</remarks>
public static partial class Effort
{
    private const int ThreadCpuTime = 3;

    /// <summary>The processor time that <paramref name="work"/> took of this thread; where the system does not tell it (not Linux), the time on the wall.</summary>
    public static TimeSpan Of(Action work)
    {
        var before = Now();
        work();
        return Now() - before;
    }

    private static TimeSpan Now()
    {
        Span<long> time = stackalloc long[2];
        return OperatingSystem.IsLinux() && Environment.Is64BitProcess && ClockGetTime(ThreadCpuTime, time) == 0
            ? TimeSpan.FromSeconds(time[0]) + TimeSpan.FromMicroseconds(time[1] / 1000d)
            : Stopwatch.GetElapsedTime(0);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, Span<long> time);
}
