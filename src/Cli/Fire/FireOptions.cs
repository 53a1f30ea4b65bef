using System.CommandLine;
using System.Globalization;
using Bihuan.Cli.Commands;

namespace Bihuan.Cli.Fire;

/// <summary>Options that are numbers, read and checked one by one so that each mistake gets its own sentence.</summary>
internal sealed class FireOptions(Command command, CommandContext context, FireWords words)
{
    private readonly CommandOptions _options = new(command, context.Words);
    private readonly Dictionary<string, Option<string[]>> _known = new(StringComparer.Ordinal);
    private ParseResult _parsed = null!;

    /// <summary>Adds options that take a value.</summary>
    public void Add(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            _known[name] = _options.Add(name);
        }
    }

    /// <summary>The files named; the command line is understood from here on.</summary>
    public IReadOnlyList<string> Files(ParseResult parsed, int most)
    {
        _parsed = parsed;
        var files = _options.Files(parsed, context, least: 0);
        return files.Count <= most ? files : throw new RefusedException(words.TooManyFiles(command.Name, most));
    }

    /// <summary>The value of an option; <see langword="null"/> where it does not come.</summary>
    public string? One(string name, IReadOnlyList<string>? allowed = null) => _options.One(_parsed, _known[name], allowed);

    /// <summary>The values of an option that may come again.</summary>
    public IReadOnlyList<string> Many(string name) => _options.Many(_parsed, _known[name]);

    /// <summary>Whether an option comes.</summary>
    public bool Has(string name) => Many(name).Count > 0;

    /// <summary>A number in a range.</summary>
    public double? Number(string name, double least, double most) => One(name) is { } printed ? Number(name, printed, least, most) : null;

    /// <summary>A number that must be given.</summary>
    public double Needed(string name, double least, double most) => Number(name, least, most) ?? throw new RefusedException(words.OptionNeeded(name));

    /// <summary>Numbers parted by commas.</summary>
    public IReadOnlyList<double>? Numbers(string name, int least, int most) => One(name) is { } printed ? Numbers(name, printed, least, most) : null;

    /// <summary>Numbers parted by commas, out of a value of an option.</summary>
    public IReadOnlyList<double> Numbers(string name, string printed, int least, int most)
    {
        var parts = printed.Split([',', '，']);
        return parts.Length >= least && parts.Length <= most ? [.. parts.Select(p => Number(name, p, double.MinValue, double.MaxValue))]
            : throw new RefusedException(words.BadCount(name, printed, least == most ? Printed(least) : $"{Printed(least)}–{Printed(most)}"));
    }

    /// <summary>Refuses an output that cannot be meant, before long work begins.</summary>
    public string? Output(string name, IEnumerable<string> inputs)
    {
        if (One(name) is { } path)
        {
            OutputFile.Check(path, inputs, context);
            return path;
        }

        return null;
    }

    private double Number(string name, string printed, double least, double most) =>
        double.TryParse(printed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : throw new RefusedException(words.BadNumber(name, printed, least == double.MinValue ? null : $"{Printed(least)}–{Printed(most)}"));

    private static string Printed(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
