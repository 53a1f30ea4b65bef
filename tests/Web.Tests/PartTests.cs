using Bihuan.Kernel;
using Bihuan.Platform;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Xunit;

namespace Bihuan.Web.Tests;

/// <summary>The shared parts of pages do what they promise.</summary>
public sealed class PartTests : BunitContext
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bihuan-parts-").FullName;
    private readonly Doing _doing = new();

    public PartTests()
    {
        BihuanApp.AddProgram(Services, new() { DataFolder = _folder });
        Services.AddMudServices();
        Services.AddSingleton(_doing);
        Services.AddScoped<IHandler<Do, string>, Do.Handler>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.GetRequiredService<Caller>().IsProgram = true;
    }

    [Fact]
    public void ALamp_HasColourShapeAndWord()
    {
        var shapes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var colour in Enum.GetValues<LampColour>())
        {
            var lamp = Render<Lamp>(p => p.Add(l => l.Colour, colour));
            Assert.NotEmpty(lamp.Find(".lamp > span").TextContent.Trim());
            Assert.True(shapes.Add(lamp.Find("svg").InnerHtml), $"{colour} has the shape of another.");
        }
    }

    [Fact]
    public void Problems_AreReadOut_WithTheirFields()
    {
        var list = Render<ProblemList>(p => p
            .Add(l => l.Problems, [Problem.Coded("PLATFORM-004", "Version"), new Problem("X-1", "", "甲")])
            .Add(l => l.Labels, new Dictionary<string, string> { ["Version"] = "版本" }));
        Assert.Equal("alert", list.Find("div").GetAttribute("role"));
        Assert.Equal(2, list.FindAll("li").Count);
        Assert.Contains("版本", list.FindAll("li")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("甲", list.FindAll("li")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AButton_SaysBeforehandWhyNot_AndDoesNothingThen()
    {
        _doing.Refuse = true;
        var button = Render<ActionButton<string>>(p => p.Add(b => b.Request, new Do("甲")).Add(b => b.Text, "办理"));
        await button.WaitForAssertionAsync(() => Assert.Equal("true", button.Find("button").GetAttribute("aria-disabled")));

        // It can be reached by the keyboard, and is described by the reason.
        Assert.False(button.Find("button").HasAttribute("disabled"));
        Assert.Contains("不行", button.Find("#" + button.Find("button").GetAttribute("aria-describedby")).TextContent, StringComparison.Ordinal);
        await button.Find("button").ClickAsync(new MouseEventArgs());
        Assert.Equal(0, _doing.Done);
    }

    [Fact]
    public async Task AButton_DoesItOnce_AndTellsThePage()
    {
        string? told = null;
        var button = Render<ActionButton<string>>(p => p.Add(b => b.Request, new Do("甲")).Add(b => b.Text, "办理").Add(b => b.Done, (string answer) => told = answer));
        await button.WaitForAssertionAsync(() => Assert.Null(button.Find("button").GetAttribute("aria-disabled")));
        await button.Find("button").ClickAsync(new MouseEventArgs());
        Assert.Equal("甲", told);
        Assert.Equal(1, _doing.Done);
    }

    [Fact]
    public async Task ATable_KeepsSortFilterAndPage_InTheAddress()
    {
        var nav = Services.GetRequiredService<NavigationManager>();
        var table = Render<DataTable<Row>>(p => p
            .Add(t => t.Items, [.. Enumerable.Range(1, 30).Select(i => new Row($"r{i:00}", 30 - i))])
            .Add(t => t.Label, "表").Add(t => t.PageSize, 10)
            .AddChildContent<Column<Row>>(c => c.Add(x => x.Id, "name").Add(x => x.Title, "名称").Add(x => x.Value, r => r.Name).Add(x => x.Filter, true))
            .AddChildContent<Column<Row>>(c => c.Add(x => x.Id, "count").Add(x => x.Title, "数量").Add(x => x.Value, r => r.Count).Add(x => x.IsNumber, true)));
        Assert.Equal("r01", First());

        await table.FindAll("th button")[1].ClickAsync(new MouseEventArgs());
        Assert.EndsWith("?sort=count", nav.Uri, StringComparison.Ordinal);
        Assert.Equal("r30", First());
        Assert.Equal("ascending", table.FindAll("thead tr:first-child th")[1].GetAttribute("aria-sort"));

        await table.FindAll(".pager button")[1].ClickAsync(new MouseEventArgs());
        Assert.Contains("page=2", nav.Uri, StringComparison.Ordinal);
        Assert.Equal("r20", First());

        await table.Find("input[type=search]").ChangeAsync(new ChangeEventArgs { Value = "r0" });
        Assert.Contains("f.name=r0", nav.Uri, StringComparison.Ordinal);
        Assert.DoesNotContain("page=", nav.Uri, StringComparison.Ordinal);
        Assert.Equal(9, table.FindAll("tbody tr").Count);
        Assert.Equal("r09", First());

        nav.NavigateTo("/");
        table.Render();
        Assert.Equal("r01", First());

        string First() => table.Find("tbody td").TextContent.Trim();
    }

    [Fact]
    public async Task AComboBox_IsChosenByKeys_AndPutsBackWhatWasNotChosen()
    {
        string? chosen = null;
        var box = Render<ComboBox<string>>(p => p
            .Add(b => b.Label, "机构").Add(b => b.Text, t => t).Add(b => b.Value, chosen).Add(b => b.ValueChanged, (string? v) => chosen = v)
            .Add(b => b.Search, (words, _) => ValueTask.FromResult<IReadOnlyList<string>>([.. new[] { "甲局", "乙局", "甲办" }.Where(n => n.Contains(words, StringComparison.Ordinal))])));
        var field = box.Find("input");
        await field.InputAsync(new ChangeEventArgs { Value = "甲" });
        Assert.Equal("true", box.Find("input").GetAttribute("aria-expanded"));
        await box.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" });
        Assert.Contains("甲办", box.Find($"#{box.Find("input").GetAttribute("aria-activedescendant")}").TextContent, StringComparison.Ordinal);
        await box.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        Assert.Equal("甲办", chosen);

        await box.Find("input").InputAsync(new ChangeEventArgs { Value = "没有" });
        await box.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });
        Assert.Equal("false", box.Find("input").GetAttribute("aria-expanded"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private sealed record Row(string Name, int Count);

    private sealed class Doing
    {
        public bool Refuse { get; set; }

        public int Done { get; set; }
    }

    [OpenToAll]
    private sealed record Do(string What) : ICommand<string>
    {
        internal sealed class Handler(Doing doing, Bihuan.Persistence.LedgerScope scope) : IHandler<Do, string>
        {
            public ValueTask<Result<string>> Handle(Do request, CancellationToken cancel)
            {
                if (doing.Refuse)
                {
                    return ValueTask.FromResult<Result<string>>(new Problem("X-1", "", "不行"));
                }

                doing.Done += scope.Trial ? 0 : 1;
                return ValueTask.FromResult<Result<string>>(request.What);
            }
        }
    }
}
