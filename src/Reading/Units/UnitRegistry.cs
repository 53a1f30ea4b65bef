using System.Text.Json;
using Bihuan.Kernel;

namespace Bihuan.Reading.Units;

/// <summary>At which government a unit sits.</summary>
public enum UnitLevel
{
    /// <summary>Another place, or several levels at once.</summary>
    Other,

    /// <summary>国家.</summary>
    National,

    /// <summary>省.</summary>
    Province,

    /// <summary>市.</summary>
    City,

    /// <summary>区、县.</summary>
    District,

    /// <summary>功能区: under the district's roof.</summary>
    Zone,

    /// <summary>街道、镇、乡.</summary>
    Street,
}

/// <summary>One unit of the registry (机构).</summary>
/// <param name="Name">The canonical name.</param>
/// <param name="Kind">Its kind as the registry names it, such as Department, Street, PartyBody.</param>
/// <param name="Level">Where it sits.</param>
public sealed record Unit(string Name, string Kind, UnitLevel Level)
{
    /// <summary>Names that mean this unit and no other.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Short forms without a head noun, used in lists of departments.</summary>
    public IReadOnlyList<string> ShortForms { get; init; } = [];

    /// <summary>Names that may mean this unit; they are offered, never taken.</summary>
    public IReadOnlyList<string> UncertainAliases { get; init; } = [];

    /// <summary>The unit it belongs to, by canonical name.</summary>
    public string? Parent { get; init; }
}

/// <summary>The government whose registry it is.</summary>
/// <param name="Name">Such as 某某区.</param>
/// <param name="Level">Its level.</param>
/// <param name="City">The city it belongs to, or <see langword="null"/>.</param>
/// <param name="Province">The province, or <see langword="null"/>.</param>
public sealed record Government(string Name, UnitLevel Level, string? City, string? Province);

/// <summary>How a printed name was resolved.</summary>
public enum ResolutionOutcome
{
    /// <summary>It is a canonical name.</summary>
    Exact,

    /// <summary>It is a registered alias or short form of one unit.</summary>
    Alias,

    /// <summary>By rule: prefix of the government, 办事处, or words such as 综合, 管理 left out.</summary>
    Rule,

    /// <summary>It may be one of the candidates; a person must say which.</summary>
    Uncertain,

    /// <summary>It names many units at once: 各街道, 有关部门.</summary>
    Collective,

    /// <summary>The registry has nothing like it.</summary>
    Unknown,
}

/// <summary>What a printed name means.</summary>
/// <param name="Outcome">How it was resolved.</param>
/// <param name="Unit">The unit, for <see cref="ResolutionOutcome.Exact"/>, <see cref="ResolutionOutcome.Alias"/> and <see cref="ResolutionOutcome.Rule"/>.</param>
/// <param name="Candidates">The units it may be, where uncertain.</param>
/// <param name="Reason">Why, in Chinese, one sentence.</param>
public sealed record UnitMatch(ResolutionOutcome Outcome, Unit? Unit, IReadOnlyList<Unit> Candidates, string Reason);

/// <summary>Units of one district with their aliases (机构名册). Names are data: nothing is known that was not loaded.</summary>
/// <remarks>A name resolves to one unit or to none; a likeness alone is only ever a candidate. A bare name in a document of the
/// registry's government is that government's unit; 市某局 and 省某厅 are others. People are not in it.</remarks>
public sealed class UnitRegistry
{
    private const int MostCandidates = 5;

    /// <summary>Words that a short name may leave out without becoming another unit's.</summary>
    private static readonly string[] LeftOut = ["综合", "行政", "管理", "监督", "服务", "事务", "工作", "专业", "救援", "人民", "和", "与", "及"];

    private static readonly string[] Heads =
        ["委员会", "办公室", "管委会", "指挥部", "办事处", "分公司", "分局", "支局", "大队", "支队", "中心", "公司", "集团", "支行", "街道", "局", "委", "办", "厅", "部", "院", "会", "处", "站", "所"];

    private readonly Dictionary<string, List<(Unit Unit, ResolutionOutcome Outcome)>> _names = new(StringComparer.Ordinal);
    private readonly List<(Unit Unit, string Stem, string Head)> _stems = [];

    private UnitRegistry(Government government, IReadOnlyList<Unit> units)
    {
        Government = government;
        Units = units;
        foreach (var unit in units)
        {
            Register(unit, unit.Name, ResolutionOutcome.Exact);
            foreach (var alias in unit.Aliases.Concat(unit.ShortForms))
            {
                Register(unit, alias, ResolutionOutcome.Alias);
            }
            foreach (var (stem, head) in unit.Aliases.Prepend(unit.Name).Select(name => Parted(WithoutPlace(Key(name), out _))).Distinct())
            {
                _stems.Add((unit, stem, head));
            }
        }
    }

    /// <summary>Whose registry it is.</summary>
    public Government Government { get; }

    /// <summary>All units, in the file's order.</summary>
    public IReadOnlyList<Unit> Units { get; }

    /// <summary>A registry of units that are known already, such as those of a district's own records.</summary>
    public static UnitRegistry Of(Government government, IReadOnlyList<Unit> units) => new(government, units);

    /// <summary>Reads a registry from JSON: <c>{government:{name,level,city,province},units:[{name,kind,level,aliases,shortForms,uncertainAliases,parent}]}</c>.
    /// A name in a list is a string or an object with its <c>name</c>, which may carry the clause that proves it.</summary>
    public static Result<UnitRegistry> Load(Stream json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var government = root.GetProperty("government");
            List<Unit> units = [];
            foreach (var unit in root.GetProperty("units").EnumerateArray())
            {
                units.Add(new(Text(unit, "name") ?? throw new JsonException("unit without a name"), Text(unit, "kind") ?? "Other", Level(unit))
                {
                    Aliases = Texts(unit, "aliases"),
                    ShortForms = Texts(unit, "shortForms"),
                    UncertainAliases = Texts(unit, "uncertainAliases"),
                    Parent = Text(unit, "parent"),
                });
            }

            var own = new Government(Text(government, "name") ?? throw new JsonException("government without a name"), Level(government), Text(government, "city"), Text(government, "province"));
            return new Result<UnitRegistry>.Done(new(own, units));
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new Result<UnitRegistry>.Refused([new("READ-030", "units", "机构名册不是有效的 JSON，或者缺少 government、units、name；请按 docs 中的格式重新生成。")]);
        }
    }

    /// <summary>What a printed name means in a document of a government at <paramref name="level"/>; by default the registry's own.</summary>
    public UnitMatch Resolve(string printed, UnitLevel? level = null)
    {
        var key = Key(printed);
        if (key.Length == 0)
        {
            return new(ResolutionOutcome.Unknown, null, [], "没有名称");
        }

        var core = WithoutPlace(key, out var stated);
        var wanted = stated ?? level ?? Government.Level;
        if (Named(key, wanted) is { } named)
        {
            return named;
        }
        if (Units.Where(u => Sits(u.Level, wanted) && u.UncertainAliases.Any(a => Key(a) == key)).ToList() is { Count: > 0 } maybe)
        {
            return new(ResolutionOutcome.Uncertain, null, maybe, $"“{printed}”可能指所列单位，名册没有定论");
        }
        if (IsCollective(key))
        {
            return new(ResolutionOutcome.Collective, null, [], $"“{printed}”泛指多个单位");
        }
        if (UnitNames.WithoutClosingBracket(key) is var head && head.Length < key.Length && Resolve(head.ToString(), level) is { Unit: not null } before)
        {
            return before with { Outcome = ResolutionOutcome.Rule, Reason = "按括号前的名称" };
        }
        if (key.EndsWith("办事处", StringComparison.Ordinal) && Named(key[..^3], wanted) is { } street)
        {
            return street with { Outcome = ResolutionOutcome.Rule, Reason = "街道办事处即街道" };
        }

        return ByLikeness(printed, core, wanted);
    }

    private UnitMatch? Named(string key, UnitLevel wanted)
    {
        var core = WithoutPlace(key, out var stated);
        foreach (var (name, rule) in new[] { (key, false), (core, true) })
        {
            if (!_names.TryGetValue(name, out var all))
            {
                continue;
            }

            // A bare name means a unit of the document's own government; a name with its place was registered as it is.
            var at = all.FindAll(u => Sits(u.Unit.Level, wanted));
            var found = at.Select(u => u.Unit).Distinct().ToList();
            if (found.Count == 1)
            {
                var outcome = rule && stated is not null && name != key ? ResolutionOutcome.Rule : at[0].Outcome;
                return new(outcome, found[0], [], outcome switch
                {
                    ResolutionOutcome.Exact => "与名册名称一致",
                    ResolutionOutcome.Alias => $"名册登记的别名，即{found[0].Name}",
                    _ => $"去掉所属地名后即{found[0].Name}",
                });
            }
            if (found.Count > 1)
            {
                return new(ResolutionOutcome.Uncertain, null, found, $"“{name}”可以指{found.Count}个单位");
            }
        }

        return null;
    }

    private UnitMatch ByLikeness(string printed, string core, UnitLevel wanted)
    {
        var (stem, head) = Parted(core);
        List<Unit> sure = [];
        List<Unit> alike = [];
        foreach (var (unit, full, fullHead) in _stems)
        {
            if (!Sits(unit.Level, wanted) || head.Length == 0 || head != fullHead || stem.Length < 2)
            {
                continue;
            }
            if (stem == full || OnlyLeavesOut(stem, full) || OnlyLeavesOut(full, stem))
            {
                Add(sure, unit);
            }
            else if (IsSubsequence(stem, full))
            {
                Add(alike, unit);
            }
        }
        if (sure.Count == 1)
        {
            return new(ResolutionOutcome.Rule, sure[0], [], $"只省去通用字样，即{sure[0].Name}");
        }

        sure.AddRange(alike.Where(a => !sure.Contains(a)));
        return sure.Count > 0
            ? new(ResolutionOutcome.Uncertain, null, [.. sure.Take(MostCandidates)], $"“{printed}”没有登记，只是与所列单位相近，请核定")
            : new(ResolutionOutcome.Unknown, null, [], $"名册中没有与“{printed}”同级相近的单位");
    }

    private static void Add(List<Unit> units, Unit unit)
    {
        if (!units.Contains(unit))
        {
            units.Add(unit);
        }
    }

    private void Register(Unit unit, string name, ResolutionOutcome outcome)
    {
        var key = Key(name);
        AddName(key);
        var core = WithoutPlace(key, out var stated);
        if (stated is not null && Sits(unit.Level, stated.Value) && core.Length >= 2)
        {
            AddName(core);
        }

        void AddName(string form)
        {
            if (!_names.TryGetValue(form, out var all))
            {
                _names.Add(form, all = []);
            }
            if (!all.Exists(u => ReferenceEquals(u.Unit, unit)))
            {
                all.Add((unit, outcome));
            }
        }
    }

    /// <summary>Whether a unit at <paramref name="level"/> is meant by names of a government at <paramref name="wanted"/>: a district's zones and streets are its own.</summary>
    private static bool Sits(UnitLevel level, UnitLevel wanted) =>
        level == wanted || (wanted is UnitLevel.District or UnitLevel.Zone or UnitLevel.Street && level is UnitLevel.District or UnitLevel.Zone or UnitLevel.Street) || (level is UnitLevel.Other && wanted is UnitLevel.Other);

    /// <summary>Takes the name of the government off the head, and says whose it was: 区某局 is the district's, 市某局 the city's.</summary>
    private string WithoutPlace(string key, out UnitLevel? stated)
    {
        stated = null;
        var rest = key;
        if (Government.Province is { } province && rest.StartsWith(province, StringComparison.Ordinal))
        {
            rest = rest[province.Length..];
            stated = UnitLevel.Province;
        }
        if (Government.City is { } city && rest.StartsWith(city, StringComparison.Ordinal))
        {
            rest = rest[city.Length..];
            stated = UnitLevel.City;
        }
        if (rest.StartsWith(Government.Name, StringComparison.Ordinal))
        {
            rest = rest[Government.Name.Length..];
            stated = Government.Level;
        }
        if (stated is null && rest.Length > 2)
        {
            (var cut, stated) = rest[0] switch
            {
                '区' or '县' when rest[1] is not ('划' or '域' or '块') => (1, Government.Level is UnitLevel.District ? UnitLevel.District : (UnitLevel?)null),
                '市' when rest[1] is not ('场' or '政' or '容' or '民' or '区') => (1, UnitLevel.City),
                '省' => (1, UnitLevel.Province),
                '国' when rest.StartsWith("国家", StringComparison.Ordinal) => (2, UnitLevel.National),
                _ => (0, (UnitLevel?)null),
            };
            rest = stated is null ? rest : rest[cut..];
        }
        if (stated is UnitLevel.City && rest.EndsWith("分局", StringComparison.Ordinal) && Government.Level is UnitLevel.District)
        {
            stated = Government.Level;       // a city bureau's branch in the district is the district's own
        }
        if (rest.Length < 2)
        {
            stated = null;
            return key;
        }

        return rest;
    }

    private static (string Stem, string Head) Parted(string core)
    {
        foreach (var head in Heads)
        {
            if (core.Length > head.Length && core.EndsWith(head, StringComparison.Ordinal))
            {
                return (core[..^head.Length], head switch { "委员会" => "委", "办公室" => "办", _ => head });
            }
        }

        return (core, "");
    }

    /// <summary>Whether <paramref name="brief"/> is <paramref name="full"/> with nothing but general words left out.</summary>
    private static bool OnlyLeavesOut(string brief, string full)
    {
        if (brief.Length >= full.Length)
        {
            return false;
        }

        var at = 0;
        for (var i = 0; i < full.Length;)
        {
            if (at < brief.Length && brief[at] == full[i])
            {
                at++;
                i++;
                continue;
            }

            var skipped = 0;
            foreach (var word in LeftOut)
            {
                if (full.AsSpan(i).StartsWith(word, StringComparison.Ordinal))
                {
                    skipped = word.Length;
                    break;
                }
            }
            if (skipped == 0)
            {
                return false;
            }

            i += skipped;
        }

        return at == brief.Length;
    }

    private static bool IsSubsequence(string brief, string full)
    {
        var at = 0;
        foreach (var c in full)
        {
            if (at < brief.Length && brief[at] == c)
            {
                at++;
            }
        }

        return at == brief.Length && brief.Length < full.Length;
    }

    private static bool IsCollective(string key) =>
        key[0] is '各' || key.StartsWith("有关", StringComparison.Ordinal) || key.StartsWith("相关", StringComparison.Ordinal) || key.StartsWith("其他", StringComparison.Ordinal)
        || key.EndsWith("部门", StringComparison.Ordinal) || key.EndsWith("单位", StringComparison.Ordinal) || key.EndsWith("主体", StringComparison.Ordinal) || key.EndsWith("经营企业", StringComparison.Ordinal)
        || key is "街道" or "乡镇" or "镇街";

    /// <summary>One form for what is printed in several: no spaces, one shape of brackets and quotes.</summary>
    private static string Key(string name)
    {
        Span<char> key = stackalloc char[Math.Min(name.Length, 120)];
        var length = 0;
        foreach (var c in name)
        {
            if (length == key.Length)
            {
                break;
            }
            if (!char.IsWhiteSpace(c))
            {
                key[length++] = c switch { '（' or '<' or '〈' => '(', '）' or '>' or '〉' => ')', '“' or '”' or '「' or '」' => '"', _ => c };
            }
        }

        return key[..length].ToString();
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string[] Texts(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => (v.ValueKind == JsonValueKind.Object ? Text(v, "name") : v.GetString()) ?? "").Where(v => v.Length > 0)] : [];

    private static UnitLevel Level(JsonElement element) => Enum.TryParse<UnitLevel>(Text(element, "level"), ignoreCase: true, out var level) && Enum.IsDefined(level) ? level : UnitLevel.Other;
}
