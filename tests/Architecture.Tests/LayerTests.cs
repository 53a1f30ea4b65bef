using System.Reflection;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using Bihuan.Kernel;
using Bihuan.Official;
using Bihuan.Reading;
using Bihuan.Reading.Commitments;
using Bihuan.Wildfire;
using Xunit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace Bihuan.Architecture.Tests;

/// <summary>References run one way: Kernel ← Reading, Official, Wildfire ← modules and hosts. Each rule has been seen to fail once.</summary>
public class LayerTests
{
    private static readonly Assembly KernelAssembly = typeof(Clause).Assembly;
    private static readonly Assembly ReadingAssembly = typeof(Reader).Assembly;
    private static readonly Assembly OfficialAssembly = typeof(OfficialDocument).Assembly;
    private static readonly Assembly WildfireAssembly = typeof(GridFrame).Assembly;
    private static readonly Assembly CliAssembly = Assembly.Load("Bihuan.Cli");

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Loaded = new(() => new ArchLoader().LoadAssembliesIncludingDependencies([KernelAssembly, ReadingAssembly, WildfireAssembly], recursive: false).Build());

    [Fact]
    public void Kernel_ReferencesNothingButTheFramework() =>
        Assert.All(References(KernelAssembly), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Fact]
    public void Reading_ReferencesKernelAndParsersOnly()
    {
        string[] allowed = ["Bihuan.Kernel", "AngleSharp", "DocumentFormat.OpenXml", "DocumentFormat.OpenXml.Framework", "Markdig", "UglyToad.PdfPig", "UglyToad.PdfPig.Core", "UglyToad.PdfPig.DocumentLayoutAnalysis", "UglyToad.PdfPig.Tokens", "UglyToad.PdfPig.Fonts", "UglyToad.PdfPig.Tokenization"];
        Assert.All(References(ReadingAssembly).Where(r => !r.StartsWith("System.", StringComparison.Ordinal)), name => Assert.Contains(name, allowed));
    }

    /// <summary>No database, no web, no network: bytes in, commitments out.</summary>
    [Fact]
    public void Reading_KnowsNoDatabaseWebNetworkOrConsole() =>
        Assert.DoesNotContain(References(ReadingAssembly), r => r is "System.Data.Common" or "System.Net.Http" or "System.Net.Sockets" or "System.Console"
            || r.Contains("EntityFrameworkCore", StringComparison.Ordinal) || r.Contains("AspNetCore", StringComparison.Ordinal));

    /// <summary>A document in, a file out.</summary>
    [Fact]
    public void Official_ReferencesKernelAndItsWritersOnly()
    {
        string[] allowed = ["Bihuan.Kernel", "DocumentFormat.OpenXml", "DocumentFormat.OpenXml.Framework", "SkiaSharp"];
        Assert.All(References(OfficialAssembly).Where(r => !r.StartsWith("System.", StringComparison.Ordinal)), name => Assert.Contains(name, allowed));
        Assert.DoesNotContain(References(OfficialAssembly), r => r is "System.Data.Common" or "System.Net.Http" or "System.Net.Sockets" or "System.Console");
    }

    /// <summary>Arrays in, arrays out.</summary>
    [Fact]
    public void Wildfire_ReferencesKernelAndItsNumbersOnly()
    {
        string[] allowed = ["Bihuan.Kernel", "BitMiracle.LibTiff.NET", "NetTopologySuite", "NetTopologySuite.IO.GeoJSON4STJ", "NetTopologySuite.Features", "ProjNET"];
        Assert.All(References(WildfireAssembly).Where(r => !r.StartsWith("System.", StringComparison.Ordinal)), name => Assert.Contains(name, allowed));
        Assert.DoesNotContain(References(WildfireAssembly), r => r is "System.Data.Common" or "System.Net.Http" or "System.Net.Sockets" or "System.Console");
    }

    /// <summary>Danger, behaviour and rasters stand side by side; growth is made of behaviour and reads no file.</summary>
    [Fact]
    public void PartsOfWildfire_DependOneWay()
    {
        Check(Types().That().ResideInNamespace("Bihuan.Wildfire.Danger").Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"Bihuan\.Wildfire\.(Behaviour|Growth|Rasters)")));
        Check(Types().That().ResideInNamespace("Bihuan.Wildfire.Behaviour").Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"Bihuan\.Wildfire\.(Danger|Growth|Rasters)")));
        Check(Types().That().ResideInNamespace("Bihuan.Wildfire.Rasters").Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"Bihuan\.Wildfire\.(Danger|Behaviour|Growth|Weather)")));
        Check(Types().That().ResideInNamespace("Bihuan.Wildfire.Growth").Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"Bihuan\.Wildfire\.(Danger|Rasters)")));
    }

    [Fact]
    public void OnlyTheHost_ReferencesTheConsoleAndTheCommandLine()
    {
        Assert.Contains("System.CommandLine", References(CliAssembly));
        Assert.DoesNotContain("System.CommandLine", References(ReadingAssembly).Concat(References(KernelAssembly)));
    }

    /// <summary>Structure is found before anything is read from it; contradictions come last.</summary>
    [Fact]
    public void StagesOfTheReader_DependOneWay()
    {
        Check(Types().That().ResideInNamespace("Bihuan.Reading.Text").Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"Bihuan\.Reading\.(Structure|Commitments|Contradictions|Input)")));
        Check(Types().That().ResideInNamespaceMatching(@"Bihuan\.Reading\.Structure").Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"Bihuan\.Reading\.(Commitments|Contradictions|Input)")));
        Check(Types().That().ResideInNamespaceMatching(@"Bihuan\.Reading\.Commitments").Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"Bihuan\.Reading\.(Contradictions|Input)")));
        Check(Types().That().ResideInNamespaceMatching(@"Bihuan\.Reading\.Input").Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"Bihuan\.Reading\.(Structure|Commitments|Contradictions)")));
    }

    /// <summary>One instance of a reader serves all threads, so it may hold nothing that changes.</summary>
    [Fact]
    public void CommitmentReaders_HoldNoState()
    {
        var readers = ReadingAssembly.GetTypes().Where(t => t is { IsInterface: false } && typeof(ICommitmentReader).IsAssignableFrom(t)).ToList();
        Assert.True(readers.Count >= 17);
        foreach (var field in readers.SelectMany(r => r.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)))
        {
            Assert.True(field.IsInitOnly || field.IsLiteral, $"{field.DeclaringType?.Name}.{field.Name} can change.");
            Assert.False(field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() is var generic && (generic == typeof(List<>) || generic == typeof(Dictionary<,>)), $"{field.DeclaringType?.Name}.{field.Name} is a collection that can change.");
        }
    }

    [Fact]
    public void EveryCommitmentReader_IsAmongThoseThatTheReaderRuns()
    {
        var all = ReadingAssembly.GetTypes().Where(t => t is { IsInterface: false } && typeof(ICommitmentReader).IsAssignableFrom(t)).Select(t => t.Name).Order(StringComparer.Ordinal);
        Assert.Equal(all, Reader.CommitmentReaders.Select(r => r.GetType().Name).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(r => r.Name!).Where(n => n is not ("netstandard" or "mscorlib"));

    private static void Check(IArchRule rule) => Assert.True(rule.HasNoViolations(Loaded.Value), string.Join("\n", rule.Evaluate(Loaded.Value).Where(r => !r.Passed).Select(r => r.Description)));
}
