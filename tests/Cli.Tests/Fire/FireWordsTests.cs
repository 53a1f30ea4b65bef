using System.CommandLine;
using System.Text.RegularExpressions;
using Bihuan.Cli.Fire;
using Bihuan.Kernel;
using Xunit;

namespace Bihuan.Cli.Tests.Fire;

public sealed partial class FireWordsTests
{
    private static readonly FireWords Chinese = new(Language.Chinese);
    private static readonly FireWords English = new(Language.English);

    [Fact]
    public void EveryText_StandsInBothLanguages()
    {
        var texts = typeof(FireWords).GetProperties().Where(p => p.PropertyType == typeof(string)).ToList();

        Assert.True(texts.Count > 40);
        Assert.All(texts, text => InBoth((string)text.GetValue(Chinese)!, (string)text.GetValue(English)!));
    }

    /// <summary>An option without help cannot be found, and help without an option misleads.</summary>
    [Fact]
    public void EveryOption_StandsInTheHelpOfItsCommand_AndNoOther()
    {
        using MemoryStream stream = new();
        using Terminal terminal = new(stream, stream);
        var fire = new FireCommand(new(terminal, new(Language.Chinese), CancellationToken.None));

        Assert.Equal(["behaviour", "danger", "ensemble", "grow", "landscape"], fire.Subcommands.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.All(fire.Subcommands, command => Assert.All((FireWords[])[Chinese, English], words =>
        {
            var help = words.Help(command.Name)!;
            var told = OptionName().Matches(help).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);
            Assert.Equal(command.Options.Select(o => o.Name).Where(n => n is not "--lang" and not "--max-size" && n.StartsWith("--", StringComparison.Ordinal)).Order(StringComparer.Ordinal), told.Where(n => n is not "--help" and not "--lang"));
            Assert.Contains(command.Name, words.Help("fire"), StringComparison.Ordinal);
        }));
        Assert.Null(Chinese.Help("read"));
    }

    [Fact]
    public void ProblemOfTheLibrary_IsASentenceWithItsPlace()
    {
        var problem = Problem.Coded("FIRE-408", "dem.tif", "20000", "1024");

        Assert.StartsWith("dem.tif：读取需要20000 MB内存，上限为1024 MB。", Chinese.Problem(problem), StringComparison.Ordinal);
        Assert.StartsWith("dem.tif: Reading takes 20000 MB of memory, 1024 MB are allowed.", English.Problem(problem), StringComparison.Ordinal);
    }

    private static void InBoth(string chinese, string english)
    {
        Assert.NotEmpty(chinese);
        Assert.DoesNotMatch(CommandLine.Chinese(), english);
        Assert.True(CommandLine.Chinese().IsMatch(chinese) || chinese == "、", chinese);
        Assert.DoesNotMatch(@"[A-Za-z]{2,}", Allowed().Replace(chinese, ""));
    }

    [GeneratedRegex("--[a-z][a-z-]{1,20}", RegexOptions.ExplicitCapture)]
    private static partial Regex OptionName();

    /// <summary>What is the same in both languages.</summary>
    [GeneratedRegex("--[a-z-]{1,20}|bihuan fire danger weather.csv|GeoJSON|FeatureCollection|GR1|TL8", RegexOptions.ExplicitCapture)]
    private static partial Regex Allowed();
}
