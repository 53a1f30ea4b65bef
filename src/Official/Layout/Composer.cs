using Bihuan.Kernel;

namespace Bihuan.Official.Layout;

/// <summary>Puts the parts of a document in their order, with the words and blanks that the standard fixes.</summary>
internal static class Composer
{
    /// <summary>The letter's head, which stands above its type area.</summary>
    public static FlowMark LetterMark(OfficialDocument document) => FlowMark.Of(document.Mark!, PageFigures.LetterMarkSize);

    /// <summary>How far the letter's head reaches into the type area of page 1, in twips: mark, 4 mm, rule.</summary>
    public static int LetterHead(FlowMark mark) => PageFigures.LetterMarkTop - mark.InkTop + mark.Height + PageFigures.Twips(RuleSpace(mark) + 4.5) - PageFigures.Top;

    /// <summary>Points between a line's lower edge and the rule that stands 4 mm below its characters.</summary>
    public static double RuleSpace(FlowMark mark) => Math.Max(1, Math.Round(PageFigures.RuleGap - (mark.Points * (PageFigures.MarkLine - (PageFigures.MarkLine * PageFigures.BaseLine) - PageFigures.InkBottom))));

    /// <summary>The same for the document number.</summary>
    public static double NumberRuleSpace { get; } = Math.Round(PageFigures.RuleGap - ((PageFigures.Line / 20d * (1 - PageFigures.BaseLine)) - (PageFigures.Size3 * PageFigures.InkBottom)));

    /// <summary>Everything up to the imprint.</summary>
    /// <param name="document">The document.</param>
    /// <param name="gap">Blank lines above the signature.</param>
    public static List<FlowItem> Compose(OfficialDocument document, int gap)
    {
        var flow = new List<FlowItem>();
        Head(document, flow);
        if (document.Recipients.Count > 0)
        {
            flow.Add(new FlowText(TextStyle.Recipients, string.Join('、', document.Recipients) + "：")); // not-a-text
        }

        Blocks(document.Body, flow);
        AttachmentNote(document.Attachments, flow);
        Sign(document, gap, flow);
        if (document.Note is { Length: > 0 } note)
        {
            flow.Add(new FlowText(TextStyle.Text, $"（{note}）")); // not-a-text
        }

        Attachments(document.Attachments, flow);
        return flow;
    }

    private static void Head(OfficialDocument document, List<FlowItem> flow)
    {
        var marks = Marks(document);
        switch (document.Layout)
        {
            case OfficialLayout.Plain:
                flow.AddRange(marks);
                flow.Add(FlowSpace.Line);
                Title(document.Title, flow);
                if (document.Number is { } plain)
                {
                    flow.Add(new FlowText(TextStyle.Number, [new Piece($"（{plain}）", FontRole.Kai)])); // not-a-text
                }

                break;

            case OfficialLayout.Letter:
                flow.Add(new FlowSpace(90));
                if (document.Number is { } beside)
                {
                    // The number stands at the right end of the first line below the rule.
                    var first = marks is [FlowText line, ..] ? line : new FlowText(TextStyle.NumberAside, "");
                    flow.Add(first with { Aside = [new Piece(beside, FontRole.Body)] });
                    flow.AddRange(marks.Skip(1));
                }
                else
                {
                    flow.AddRange(marks);
                }

                flow.AddRange([FlowSpace.Line, FlowSpace.Line]);
                Title(document.Title, flow);
                break;

            default:
                flow.AddRange(marks);
                var mark = FlowMark.Of(document.Mark!, PageFigures.MarkSize);
                var top = document.Layout == OfficialLayout.Order ? PageFigures.OrderMarkTop : PageFigures.MarkTop;
                flow.Add(new FlowSpace(Math.Max(20, top - (marks.Count * PageFigures.Line) - mark.InkTop)));
                flow.AddRange([mark, FlowSpace.Line, FlowSpace.Line]);
                NumberAndSigners(document, flow);
                flow.AddRange([FlowSpace.Line, FlowSpace.Line]);
                if (document.Layout != OfficialLayout.Order)
                {
                    Title(document.Title, flow);
                }

                break;
        }

        if (document.Layout != OfficialLayout.Order)
        {
            flow.Add(FlowSpace.Line);
        }
    }

    private static List<FlowItem> Marks(OfficialDocument document)
    {
        var marks = new List<FlowItem>();
        if (document.SerialNumber is { } serial)
        {
            marks.Add(new FlowText(TextStyle.SerialNumber, serial));
        }
        if (document.Secrecy is { } secrecy)
        {
            var word = secrecy switch { Secrecy.TopSecret => "绝密", Secrecy.Secret => "机密", _ => "秘密" }; // not-a-text
            marks.Add(new FlowText(TextStyle.Secrecy, document.SecrecyPeriod is { } period ? $"{word}★{period}" : word));
        }
        if (document.Urgency is { } urgency)
        {
            marks.Add(new FlowText(TextStyle.Secrecy, urgency == Urgency.MostUrgent ? "特急" : "加急")); // not-a-text
        }

        return marks;
    }

    private static void NumberAndSigners(OfficialDocument document, List<FlowItem> flow)
    {
        var rule = document.Layout != OfficialLayout.Order;
        var number = document.Number ?? "";
        if (document.Signers.Count == 0)
        {
            flow.Add(new FlowText(TextStyle.Number, number) { RedRule = rule });
            return;
        }

        var lines = document.Signers.Chunk(2).ToList();
        foreach (var (i, names) in lines.Index())
        {
            var last = i == lines.Count - 1;
            var pieces = new List<Piece> { new(i == 0 ? "签发人：" : "　　　　", FontRole.Body), new(string.Join('　', names), FontRole.Kai) }; // not-a-text
            flow.Add(new FlowText(TextStyle.NumberAside, last ? number : "") { Left = 1, Right = 1, Aside = pieces, RedRule = rule && last });
        }
    }

    private static void Title(string title, List<FlowItem> flow) => flow.Add(new FlowText(TextStyle.Title, string.Join('\n', TitleLines.Of(title))));

    private static void Blocks(IReadOnlyList<Block> blocks, List<FlowItem> flow)
    {
        var numbers = new int[5];
        foreach (var block in blocks)
        {
            switch (block)
            {
                case Heading heading:
                    numbers[heading.Level]++;
                    Array.Clear(numbers, heading.Level + 1, 4 - heading.Level);
                    var n = numbers[heading.Level];
                    var label = heading.Level switch { 1 => $"{ChineseNumeral.Format(n)}、", 2 => $"（{ChineseNumeral.Format(n)}）", 3 => $"{n}.", _ => $"（{n}）" }; // not-a-text
                    var runIn = heading.RunIn ?? [];
                    flow.Add(new FlowText(TextStyle.Heading(heading.Level), [new Piece(label + heading.Text), .. runIn.Select(r => new Piece(r.Text, FontRole.Body, r.Bold, r.Link))]) { KeepNext = runIn.Count == 0 });
                    break;

                case Paragraph paragraph:
                    flow.Add(new FlowText(TextStyle.Text, [.. paragraph.Runs.Select(r => new Piece(r.Text, null, r.Bold, r.Link))]));
                    break;

                case Table table:
                    flow.Add(new FlowSpace(PageFigures.Line / 6, KeepNext: true));
                    if (table.Caption is { Length: > 0 } caption)
                    {
                        flow.Add(new FlowText(TextStyle.Caption, caption) { KeepNext = true });
                    }

                    flow.Add(new FlowTable(table, false));
                    flow.Add(new FlowSpace(PageFigures.Line / 3));
                    break;

                case Chart chart:
                    flow.Add(new FlowChart(chart));
                    flow.Add(new FlowText(TextStyle.Caption, chart.Title));
                    break;

                default:
                    throw new InvalidOperationException($"{block.GetType().Name} is no block that can be set.");
            }
        }
    }

    private static void AttachmentNote(IReadOnlyList<Attachment> attachments, List<FlowItem> flow)
    {
        if (attachments.Count == 0)
        {
            return;
        }

        flow.Add(FlowSpace.Line);
        if (attachments is [var only])
        {
            flow.Add(new FlowText(TextStyle.Attached, $"附件：{only.Title}") { Left = 5, Hanging = 3 }); // not-a-text
            return;
        }

        // Each name begins below the first; the number has one and a half characters.
        var digits = attachments.Count > 9 ? 2 : 1.5;
        foreach (var (i, attachment) in attachments.Index())
        {
            flow.Add(new FlowText(TextStyle.Attached, $"{(i == 0 ? "附件：" : "")}{i + 1}.\t{attachment.Title}") { Left = 5 + digits, Hanging = (i == 0 ? 3 : 0) + digits }); // not-a-text
        }
    }

    private static void Sign(OfficialDocument document, int gap, List<FlowItem> flow)
    {
        if (document.Signature is not { } signature)
        {
            return;
        }

        KeepWithNext(flow);
        var date = ChineseDate.Format(document.Date);
        var dateWidth = TextWidth.Of(date);
        var widest = signature.Issuers.Max(i => TextWidth.Of(i));
        var sealedOver = signature.Seal != SealPlace.None;
        double dateRight;
        Func<string, double> right;
        if (sealedOver)
        {
            // 7.3.5.1: the date four characters from the right, the issuer above it on the same middle.
            dateRight = 4;
            right = issuer => Math.Max(0, 4 + ((dateWidth - TextWidth.Of(issuer)) / 2));
        }
        else
        {
            // 7.3.5.2: the issuer two from the right, the date beginning two characters behind it; a longer date pushes the issuer to the left.
            var longer = dateWidth + 2 > widest;
            dateRight = longer ? 2 : widest - dateWidth;
            right = issuer => (longer ? 4 + dateWidth : 2 + widest) - TextWidth.Of(issuer);
        }

        for (var i = 0; i < gap; i++)
        {
            flow.Add(i == gap - 1 && signature.Seal == SealPlace.Note
                ? new FlowText(TextStyle.SealNote, "（加盖印章）") { Right = Quarter(4 + ((dateWidth - (6 * 14 / 16d)) / 2)), KeepNext = true } // not-a-text
                : FlowSpace.Line with { KeepNext = true });
        }

        if (sealedOver && signature.Issuers.Count > 1)
        {
            flow.AddRange(signature.Issuers.Chunk(3).Select(row => new FlowText(TextStyle.Signatures, "") { Abreast = row, KeepNext = true }));
        }
        else
        {
            flow.AddRange(signature.Issuers.Select(i => new FlowText(TextStyle.Signature, i) { Right = Quarter(right(i)), KeepNext = true }));
        }

        flow.Add(new FlowText(TextStyle.Signature, date) { Right = Quarter(dateRight) });

        static double Quarter(double characters) => Math.Round(Math.Clamp(characters, 0, 20) * 4) / 4;
    }

    /// <summary>No page may carry the signature alone, so the last of the text goes with it.</summary>
    private static void KeepWithNext(List<FlowItem> flow)
    {
        for (var i = flow.Count - 1; i >= 0; i--)
        {
            flow[i] = flow[i] switch
            {
                FlowSpace space => space with { KeepNext = true },
                FlowText text => text with { KeepNext = true },
                FlowTable table => table with { KeepNext = true },
                var other => other,
            };
            if (flow[i] is not FlowSpace)
            {
                return;
            }
        }
    }

    private static void Attachments(IReadOnlyList<Attachment> attachments, List<FlowItem> flow)
    {
        foreach (var (i, attachment) in attachments.Index().Where(a => a.Item.Blocks.Count > 0))
        {
            // 7.3.7: 附件 at the top left, the title on the third line.
            flow.Add(new FlowText(TextStyle.AttachmentLabel, attachments.Count > 1 ? $"附件{i + 1}" : "附件") { NewPage = true }); // not-a-text
            flow.Add(FlowSpace.Line);
            Title(attachment.Title, flow);
            flow.Add(FlowSpace.Line);
            Blocks(attachment.Blocks, flow);
        }
    }
}
