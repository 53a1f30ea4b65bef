using System.CommandLine;
using System.Globalization;

namespace Bihuan.Cli.Commands;

/// <summary>The options that the commands share. Every value is checked here, so that each mistake gets a sentence of our own.</summary>
internal sealed class CommandOptions
{
    private readonly Words _words;
    private readonly Command _command;
    private readonly Argument<string[]> _files = new("FILE") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _lang;
    private readonly Option<string[]> _maxSize;

    public CommandOptions(Command command, Words words)
    {
        _words = words;
        _command = command;
        command.Add(_files);
        _lang = Add("--lang");
        _maxSize = Add("--max-size");
    }

    /// <summary>Adds an option that takes a value. How often it may come is said by how it is read.</summary>
    public Option<string[]> Add(string name)
    {
        var option = new Option<string[]>(name) { Arity = ArgumentArity.ZeroOrMore, AllowMultipleArgumentsPerToken = false };
        _command.Add(option);
        return option;
    }

    /// <summary>The language asked for, before anything else is understood, so that mistakes are told in it.</summary>
    public static Language LanguageOf(IReadOnlyList<string> args)
    {
        var at = args.Index().LastOrDefault(a => a.Item is "--lang" or "--lang=en" or "--lang:en", (Index: -1, Item: "")).Index;
        return at >= 0 && (args[at].Length > "--lang".Length || (at + 1 < args.Count && args[at + 1] is "en")) ? Language.English : Language.Chinese;
    }

    /// <summary>The files named, at least so many.</summary>
    public IReadOnlyList<string> Files(ParseResult parsed, CommandContext context, int least = 1)
    {
        One(parsed, _lang, ["zh", "en"]);
        var files = parsed.GetValue(_files) ?? [];
        var unknown = files.FirstOrDefault(f => f.StartsWith('-') && f.Length > 1 && !File.Exists(context.FullPath(f)));
        if (unknown is not null)
        {
            throw new RefusedException(_words.UnknownOption(unknown, _command.Name));
        }

        return files.Length >= least ? files : throw new RefusedException(_words.NoFile(_command.Name));
    }

    /// <summary>The largest file allowed, in bytes.</summary>
    public long MaxBytes(ParseResult parsed)
    {
        const long Megabyte = 1 << 20;
        if (One(parsed, _maxSize) is not { } printed)
        {
            return Reading.Input.InputLimits.Default.MaxBytes;
        }

        return decimal.TryParse(printed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var megabytes) && megabytes is >= 1 and <= 1024
            ? (long)(megabytes * Megabyte) : throw new RefusedException(_words.BadSize(printed));
    }

    /// <summary>The value of an option that may come once; <see langword="null"/> where it does not come.</summary>
    public string? One(ParseResult parsed, Option<string[]> option, IReadOnlyList<string>? allowed = null)
    {
        var values = Many(parsed, option, allowed);
        return values.Count > 1 ? throw new RefusedException(_words.Twice(option.Name)) : values is [var value] ? value : null;
    }

    /// <summary>The values of an option that may come again.</summary>
    public IReadOnlyList<string> Many(ParseResult parsed, Option<string[]> option, IReadOnlyList<string>? allowed = null)
    {
        if (parsed.GetResult(option) is not { Implicit: false } result)
        {
            return [];
        }

        var values = parsed.GetValue(option) ?? [];
        if (values.Length < result.IdentifierTokenCount)
        {
            throw new RefusedException(_words.NoValue(option.Name));
        }

        return allowed is not null && values.FirstOrDefault(v => !allowed.Contains(v)) is { } bad
            ? throw new RefusedException(_words.BadValue(option.Name, bad, allowed)) : values;
    }
}
