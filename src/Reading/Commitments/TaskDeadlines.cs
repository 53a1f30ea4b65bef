using Bihuan.Kernel;

namespace Bihuan.Reading.Commitments;

/// <summary>By when a task is due: what stands with its units, or else the one day its words name.</summary>
internal static class TaskDeadlines
{
    /// <summary>A day in running text that lies further back than this before the document describes something.</summary>
    private const int OldestYears = 3;

    /// <summary>The deadline, or <see langword="null"/> where none is printed. <paramref name="printed"/> is the words of 完成时限, empty where none.</summary>
    public static Deadline? Of(string printed, string body, DateOnly? issued)
    {
        if (printed.Length > 0)
        {
            if (CutMonth(printed) && DeadlineReader.TryParse(printed + "月", issued, out var month))
            {
                return month with { Printed = printed, Doubt = "期限没有印全，按月份理解。" };
            }

            return DeadlineReader.TryParse(printed, issued, out var deadline)
                ? deadline
                : DeadlineReader.Scan(printed, issued) is [var only] ? only.Deadline with { Printed = printed } : new Deadline(printed, null);
        }
        if (body.IndexOf('前', StringComparison.Ordinal) < 0)
        {
            return null;
        }

        // Of several days in one task none can be called its own.
        Deadline? found = null;
        foreach (var one in DeadlineReader.Scan(body, issued))
        {
            // 2000年前建设的管道 says which pipes are meant, not when the work is due.
            if (one.Role == DeadlineRole.By && one.Deadline.Printed.EndsWith('前') && one.Deadline.Date is { } day && !(day < issued?.AddYears(-OldestYears)))
            {
                if (found is not null)
                {
                    return null;
                }

                found = one.Deadline;
            }
        }

        return found;
    }

    /// <summary>Whether a page break cut the words behind the month's figure: 在2021年7.</summary>
    private static bool CutMonth(string printed)
    {
        var digits = printed.AsSpan().TrimEnd("0123456789");
        return digits.EndsWith("年", StringComparison.Ordinal) && printed.Length - digits.Length is 1 or 2;
    }
}
