namespace Bihuan.Official;

/// <summary>What a type is used for.</summary>
public enum FontRole
{
    /// <summary>小标宋: mark and title.</summary>
    Title,

    /// <summary>仿宋: text.</summary>
    Body,

    /// <summary>楷体: second level, names of signers.</summary>
    Kai,

    /// <summary>黑体: first level, secrecy, urgency, 附件.</summary>
    Hei,

    /// <summary>宋体: page numbers.</summary>
    Song,
}

/// <summary>A font family by the name that Word, WPS and LibreOffice know it by.</summary>
/// <param name="Name">The name.</param>
/// <param name="Bold">Whether it is to be set bold to stand for the one that is missing: 小标宋 is heavier than a text face.</param>
public sealed record FontFamily(string Name, bool Bold = false);

/// <summary>The families of each role, the one that the standard asks for first (standards.md §2.1: these are rarely on a server, and not free).</summary>
/// <param name="Families">For every role at least one.</param>
public sealed record FontMap(IReadOnlyDictionary<FontRole, IReadOnlyList<FontFamily>> Families)
{
    /// <summary>The order that we propose; a district may have its own.</summary>
    public static FontMap Default { get; } = new(new Dictionary<FontRole, IReadOnlyList<FontFamily>>
    {
        [FontRole.Title] = [new("方正小标宋简体"), new("方正小标宋_GBK"), new("FZXiaoBiaoSong-B05S"), new("华文中宋"), new("STZhongsong"), new("Source Han Serif SC", true), new("Noto Serif CJK SC", true), new("宋体", true)], // not-a-text
        [FontRole.Body] = [new("仿宋_GB2312"), new("仿宋"), new("FangSong"), new("方正仿宋_GBK"), new("FZFangSong-Z02S"), new("华文仿宋"), new("STFangsong"), new("Source Han Serif SC"), new("Noto Serif CJK SC")], // not-a-text
        [FontRole.Kai] = [new("楷体_GB2312"), new("楷体"), new("KaiTi"), new("方正楷体_GBK"), new("FZKai-Z03S"), new("华文楷体"), new("STKaiti"), new("Source Han Serif SC"), new("Noto Serif CJK SC")], // not-a-text
        [FontRole.Hei] = [new("黑体"), new("SimHei"), new("方正黑体_GBK"), new("FZHei-B01S"), new("华文黑体"), new("STHeiti"), new("Source Han Sans SC"), new("Noto Sans CJK SC"), new("微软雅黑")], // not-a-text
        [FontRole.Song] = [new("宋体"), new("SimSun"), new("方正书宋_GBK"), new("FZShuSong-Z01S"), new("华文宋体"), new("STSong"), new("Source Han Serif SC"), new("Noto Serif CJK SC")], // not-a-text
    });

    /// <summary>The names of the families that the reader's side has; <see langword="null"/> where that is not known. Then the first of each role is
    /// named, and the others as its stand-ins, in order.</summary>
    public IReadOnlySet<string>? Available { get; init; }

    /// <summary>Which family each role is set in.</summary>
    public IReadOnlyList<FontUse> Resolve() => [.. Families.OrderBy(f => f.Key).Select(f => Use(f.Key))];

    internal FontUse Use(FontRole role)
    {
        var families = Families[role];
        var there = Available is null ? families : [.. families.Where(f => Available.Contains(f.Name))];
        var used = there.Count > 0 ? there[0] : families[0];
        return new(role, used, used == families[0], Available is null ? null : there.Count > 0, [.. families.Where(f => f != used).Select(f => f.Name)]);
    }
}

/// <summary>The family that a role was set in.</summary>
/// <param name="Role">The role.</param>
/// <param name="Family">The family named in the file.</param>
/// <param name="IsPreferred">Whether it is the one that the standard asks for.</param>
/// <param name="IsThere">Whether the reader's side has it; <see langword="null"/> where that is not known. If it has none of the role's, the first is named and a program puts in one of its own.</param>
/// <param name="StandIns">The others of the role, in order.</param>
public sealed record FontUse(FontRole Role, FontFamily Family, bool IsPreferred, bool? IsThere, IReadOnlyList<string> StandIns);
