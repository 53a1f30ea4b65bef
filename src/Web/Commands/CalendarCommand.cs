using System.CommandLine;
using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Web.Commands;

/// <summary><c>bihuan calendar import</c>: enters a year's holiday notice from its text, as the page does.</summary>
internal sealed class CalendarCommand : DatabaseCommand
{
    private readonly Argument<string> _what = new("WHAT");
    private readonly Argument<FileInfo> _file = new("FILE");
    private readonly Option<int?> _year = new("--year");
    private readonly Option<string?> _number = new("--number");
    private readonly Option<string?> _issued = new("--issued");

    public CalendarCommand(CommandConsole console)
        : base("calendar", console)
    {
        _what.AcceptOnlyFromAmong("import");
        Add(_what);
        Add(_file);
        Add(_year);
        Add(_number);
        Add(_issued);
    }

    protected override async Task<int> Run(IServiceProvider services, ParseResult parsed, CancellationToken cancel)
    {
        var file = parsed.GetValue(_file)!;
        List<Problem> problems = [];
        if (!file.Exists || file.Length > 4L * HolidayNoticeReader.LongestText)
        {
            problems.Add(Problem.Coded("COMMAND-023", "FILE", file.Name));
        }

        var issued = DistrictDay.Today(services.GetRequiredService<TimeProvider>());
        if (parsed.GetValue(_issued) is { } day && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out issued))
        {
            problems.Add(Problem.Coded("COMMAND-024", "--issued", day));
        }
        if (problems.Count > 0)
        {
            return Console.Refuse(problems);
        }

        var ask = services.GetRequiredService<Mediator>();
        var read = await ask.Send(new PreviewCalendarYear.Request(parsed.GetValue(_year), await File.ReadAllTextAsync(file.FullName, cancel)), cancel: cancel);
        if (read is not Result<PreviewCalendarYear.Answer>.Done(var notice))
        {
            return Console.Refuse(((Result<PreviewCalendarYear.Answer>.Refused)read).Problems);
        }
        if (notice.Problems.Count > 0)
        {
            return Console.Refuse(notice.Problems);
        }

        var loaded = await ask.Send(new LoadCalendarYear.Request(notice.Year!.Value, parsed.GetValue(_number), issued, notice.Holidays, file.Name), cancel: cancel);
        if (loaded is Result<Guid>.Refused refused)
        {
            return Console.Refuse(refused.Problems);
        }

        foreach (var holiday in notice.Holidays)
        {
            await Console.Out.WriteLineAsync($"  {holiday.Name} {Text(holiday.From)} – {Text(holiday.To)} {string.Join(' ', holiday.MakeUpWorkDays.Select(d => "+" + Text(d)))}".TrimEnd());
        }

        Console.Say("command.calendar.done", notice.Year.Value, notice.WorkingDays, notice.DaysOff);
        if (notice.NotNamed.Count > 0)
        {
            Console.Say("workdays.notNamed", string.Join(Console.Words["ui.comma"], notice.NotNamed));
        }

        return CommandLine.Done;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
