namespace Bihuan.Official;

/// <summary>How an official document is laid out (公文格式), GB/T 9704-2012.</summary>
public enum OfficialLayout
{
    /// <summary>文件格式: red mark 35 mm below the top of the type area, number, red rule, page numbers (clause 7).</summary>
    Document,

    /// <summary>信函格式: mark 30 mm below the paper's top, double red rules of 170 mm, no number on page 1 (10.1).</summary>
    Letter,

    /// <summary>命令（令）格式: mark 20 mm below the top of the type area, number, text; no title and no rule (10.2).</summary>
    Order,

    /// <summary>纪要格式: mark 35 mm below the top of the type area (10.3).</summary>
    Minutes,

    /// <summary>No red head: title and text, as attachments, lists and certificates have it. Margins, type and page numbers are the same.</summary>
    Plain,
}

/// <summary>密级, from the highest down.</summary>
public enum Secrecy
{
    /// <summary>绝密.</summary>
    TopSecret,

    /// <summary>机密.</summary>
    Secret,

    /// <summary>秘密.</summary>
    Confidential,
}

/// <summary>紧急程度 of paper documents.</summary>
public enum Urgency
{
    /// <summary>特急.</summary>
    MostUrgent,

    /// <summary>加急.</summary>
    Urgent,
}

/// <summary>What is kept free or noted for the seal (印章). The seal itself comes from the district's seal server.</summary>
public enum SealPlace
{
    /// <summary>No seal: one blank line below the text, the issuer two characters from the right.</summary>
    None,

    /// <summary>Room for a seal over issuer and date, which stands four characters from the right.</summary>
    Room,

    /// <summary>The same, with a note in it that a seal belongs there; for drafts and for sealing by hand.</summary>
    Note,
}

/// <summary>发文机关标志. Several names are set one below the other, the suffix to their right.</summary>
/// <param name="Names">The issuers, the leading one first.</param>
/// <param name="Suffix">文件 as a rule; empty for letters, and where the names say all.</param>
public sealed record IssuerMark(IReadOnlyList<string> Names, string Suffix = "文件") // not-a-text
{
    /// <summary>One issuer.</summary>
    public static IssuerMark Of(string name, string suffix = "文件") => new([name], suffix); // not-a-text
}

/// <summary>发文机关署名 below the text, with the document's date under it.</summary>
/// <param name="Issuers">At least one.</param>
/// <param name="Seal">Whether a seal is to go over it.</param>
public sealed record Signature(IReadOnlyList<string> Issuers, SealPlace Seal = SealPlace.Room);

/// <summary>版记 at the foot of the last, even page. Letters print the copies alone (10.1).</summary>
/// <param name="CopiesTo">抄送机关; may be empty.</param>
/// <param name="PrintedBy">印发机关.</param>
/// <param name="PrintedOn">印发日期, a day in Asia/Shanghai.</param>
public sealed record Imprint(IReadOnlyList<string> CopiesTo, string PrintedBy, DateOnly PrintedOn);

/// <summary>附件. The note below the text is made of the titles; the numbers are given by order.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Blocks">What stands in it, from a new page on; empty where it goes out as a file of its own and is only named in the note.</param>
public sealed record Attachment(string Title, IReadOnlyList<Block> Blocks);

/// <summary>An official document (公文) as it is to be set: figures of GB/T 9704-2012, see <c>docs/modules/Official.md</c>.</summary>
/// <param name="Layout">The format.</param>
/// <param name="Title">标题. A line break in it is kept; without one it is broken by <see cref="TitleLines"/>.</param>
/// <param name="Date">成文日期, a day in Asia/Shanghai. Printed with the signature.</param>
public sealed record OfficialDocument(OfficialLayout Layout, string Title, DateOnly Date)
{
    /// <summary>文种, such as 通报 or 督办单; kept with the file, not printed.</summary>
    public string? Kind { get; init; }

    /// <summary>份号: six digits (7.2.1). Documents with secrecy need one.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>密级 (7.2.2).</summary>
    public Secrecy? Secrecy { get; init; }

    /// <summary>保密期限, such as 1年; printed behind ★ (7.2.2).</summary>
    public string? SecrecyPeriod { get; init; }

    /// <summary>紧急程度 (7.2.3).</summary>
    public Urgency? Urgency { get; init; }

    /// <summary>发文机关标志 (7.2.4); every layout but <see cref="OfficialLayout.Plain"/> needs one.</summary>
    public IssuerMark? Mark { get; init; }

    /// <summary>发文字号 (7.2.5): issuer's word, year in 〔〕, serial without leading zeros, 号; for orders 第…号.</summary>
    public string? Number { get; init; }

    /// <summary>签发人 (7.2.6), of documents to a superior; the number then moves to the left.</summary>
    public IReadOnlyList<string> Signers { get; init; } = [];

    /// <summary>主送机关 (7.3.2), set with 、 between and a colon behind. A name may itself hold commas.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>正文 (7.3.3).</summary>
    public IReadOnlyList<Block> Body { get; init; } = [];

    /// <summary>附件 (7.3.4, 7.3.7).</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>署名和成文日期 (7.3.5); without one neither is printed.</summary>
    public Signature? Signature { get; init; }

    /// <summary>附注 without its brackets (7.3.6), such as 此件公开发布.</summary>
    public string? Note { get; init; }

    /// <summary>版记 (7.4).</summary>
    public Imprint? Imprint { get; init; }
}
