using System.Reflection;
using System.Text.RegularExpressions;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Bihuan.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bihuan.Architecture.Tests;

/// <summary>The walls between persistence, platform, modules and hosts, and the rooms inside a module. Each rule has been seen to fail once.</summary>
public partial class ModuleTests
{
    /// <summary>What each project may know of ours. A new module gets its row here, or the test fails.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Bihuan.Persistence"] = ["Bihuan.Kernel"],
        ["Bihuan.Persistence.Sqlite"] = ["Bihuan.Persistence"],
        ["Bihuan.Persistence.PostgreSql"] = ["Bihuan.Persistence"],
        ["Bihuan.Platform"] = ["Bihuan.Kernel", "Bihuan.Persistence"],
        ["Bihuan.Organisation"] = ["Bihuan.Kernel", "Bihuan.Persistence", "Bihuan.Platform", "Bihuan.Reading"],
        ["Bihuan.Enterprises"] = ["Bihuan.Kernel", "Bihuan.Persistence", "Bihuan.Platform", "Bihuan.Organisation", "Bihuan.Reading"],
        ["Bihuan.Accounts"] = ["Bihuan.Kernel", "Bihuan.Persistence", "Bihuan.Platform", "Bihuan.Organisation", "Bihuan.Reading"],
        ["Bihuan.Matters"] = ["Bihuan.Kernel", "Bihuan.Persistence", "Bihuan.Platform", "Bihuan.Organisation", "Bihuan.Documents", "Bihuan.Official", "Bihuan.Reading"],
        ["Bihuan.Hazards"] = ["Bihuan.Kernel", "Bihuan.Persistence", "Bihuan.Platform", "Bihuan.Organisation", "Bihuan.Enterprises", "Bihuan.Accounts", "Bihuan.Documents", "Bihuan.Matters", "Bihuan.Messaging", "Bihuan.Official", "Bihuan.Reading"],
        ["Bihuan.Messaging"] = ["Bihuan.Kernel", "Bihuan.Persistence", "Bihuan.Platform", "Bihuan.Organisation", "Bihuan.Reading"],
        ["Bihuan.Documents"] = ["Bihuan.Kernel", "Bihuan.Persistence", "Bihuan.Platform", "Bihuan.Organisation", "Bihuan.Reading"],
    };

    private static readonly string[] Rooms = ["Contracts", "Domain", "Features", "Pages", "Data", "Hosting", "wwwroot", "bin", "obj"];

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory, MemberData(nameof(Projects))]
    public void AProject_KnowsOnlyThoseBelowIt(string project) =>
        Assert.All(Assembly.Load(project).GetReferencedAssemblies().Select(r => r.Name!).Where(n => n.StartsWith("Bihuan.", StringComparison.Ordinal)), name => Assert.Contains(name, Allowed[project]));

    [Fact]
    public void EveryModule_HasItsRow() => Assert.All(ProgramModules.All(), m => Assert.Contains(m.Assembly.GetName().Name!, Allowed.Keys));

    /// <summary>Inside a module always the same rooms, and only contracts, the module and its pages are seen from outside.</summary>
    [Fact]
    public void AModule_HasTheSameRooms_AndShowsOnlyItsContracts()
    {
        foreach (var module in Directory.GetDirectories(Path.Combine(Shared.Repository, "src", "Modules")))
        {
            Assert.All(Directory.GetDirectories(module).Select(Path.GetFileName), room => Assert.Contains(room, Rooms));
            var hidden = new[] { "Domain", "Features", "Data" }.SelectMany(room => Files(Path.Combine(module, room), "*.cs")).ToList();
            Assert.NotEmpty(hidden);
            var shown = hidden.Where(file => PublicType().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Shared.Repository, file));
            Assert.Empty(shown);
        }
    }

    /// <summary>Decisions take everything as arguments: no database, clock or service.</summary>
    [Fact]
    public void EveryDecision_IsPure()
    {
        Type[] impure = [typeof(DbContext), typeof(Ledger), typeof(TimeProvider), typeof(IServiceProvider), typeof(Mediator), typeof(CancellationToken)];
        var decisions = Types().SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)).Where(m => m.Name == "Decide" && !typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(m.DeclaringType)).ToList();
        Assert.NotEmpty(decisions);
        Assert.All(decisions, d =>
        {
            Assert.True(d.IsStatic, $"{d.DeclaringType}.Decide is not static.");
            Assert.DoesNotContain(d.GetParameters(), p => impure.Any(i => i.IsAssignableFrom(p.ParameterType)));
            Assert.False(typeof(Task).IsAssignableFrom(d.ReturnType) || d.ReturnType.Name.StartsWith("ValueTask", StringComparison.Ordinal), $"{d.DeclaringType}.Decide waits for something.");
        });
    }

    [Fact]
    public void EveryRequest_SaysWhatItNeeds_AndHasOneHandler()
    {
        var requests = Types().Where(t => t is { IsAbstract: false, IsInterface: false } && Closed(t, typeof(IRequest<>)).Any()).ToList();
        Assert.NotEmpty(requests);
        Assert.All(requests, r => Assert.True(r.GetCustomAttribute<NeedsAttribute>() is not null || r.GetCustomAttribute<NeedsLogInAttribute>() is not null || r.GetCustomAttribute<OpenToAllAttribute>() is not null, $"{r} says nothing of rights."));
        Assert.All(requests, r => Assert.True(Closed(r, typeof(ICommand<>)).Any() || Closed(r, typeof(IQuery<>)).Any(), $"{r} is neither command nor query."));

        var handled = Types().Where(t => !t.IsAbstract).SelectMany(t => Closed(t, typeof(IHandler<,>))).Select(i => i.GetGenericArguments()[0]).ToList();
        Assert.All(requests, r => Assert.Single(handled, h => h == r));
    }

    /// <summary>An event's name begins with its module's and is never shared.</summary>
    [Fact]
    public void EveryEvent_HasANameOfItsModule()
    {
        var events = Types().Where(t => t is { IsAbstract: false, IsInterface: false } && typeof(IEvent).IsAssignableFrom(t)).ToList();
        Assert.NotEmpty(events);
        Assert.All(events, e => Assert.StartsWith(e.Assembly.GetName().Name!.Split('.')[1].ToLowerInvariant() + ".", e.GetCustomAttribute<EventTypeAttribute>()?.Name ?? "", StringComparison.Ordinal));
    }

    private static IEnumerable<Type> Types() => ProgramModules.All().Select(m => m.Assembly).Append(typeof(IModule).Assembly).Append(typeof(BihuanApp).Assembly).Distinct().SelectMany(a => a.GetTypes());

    private static IEnumerable<Type> Closed(Type type, Type generic) => type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == generic);

    private static string[] Files(string folder, string pattern) => Directory.Exists(folder) ? Directory.GetFiles(folder, pattern, SearchOption.AllDirectories) : [];

    [GeneratedRegex(@"^public\s", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
