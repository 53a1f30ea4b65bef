using System.Globalization;
using Bihuan.Official.Layout;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Bihuan.Official.Docx;

/// <summary>Styles, fonts and settings.</summary>
internal static class DocxStyles
{
    public static void Write(MainDocumentPart main, IEnumerable<FontUse> fonts)
    {
        var uses = fonts.ToDictionary(f => f.Role);
        main.AddNewPart<StyleDefinitionsPart>("styles").Styles = Styles(uses);
        main.AddNewPart<FontTablePart>("fonts").Fonts = new Fonts(uses.Values.DistinctBy(f => f.Family.Name).Select(Font));
        main.AddNewPart<DocumentSettingsPart>("settings").Settings = new Settings(
            new EvenAndOddHeaders(),
            new CharacterSpacingControl { Val = CharacterSpacingValues.DoNotCompress },
            new Compatibility(
                new UseFarEastLayout(),
                new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }),
            new ThemeFontLanguages { Val = "en-US", EastAsia = "zh-CN" });
    }

    /// <summary>A type by family and size.</summary>
    public static RunProperties Type(FontUse? use, double? points)
    {
        var properties = new RunProperties();
        if (use is not null)
        {
            properties.RunFonts = FontsOf(use);
            properties.Bold = use.Family.Bold ? new() : null;
        }
        if (points is { } size)
        {
            properties.FontSize = new() { Val = Half(size) };
            properties.FontSizeComplexScript = new() { Val = Half(size) };
        }

        return properties;
    }

    private static Styles Styles(Dictionary<FontRole, FontUse> uses)
    {
        var styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(FontsOf(uses[FontRole.Body]), new FontSize { Val = "32" }, new FontSizeComplexScript { Val = "32" }, new Languages { Val = "en-US", EastAsia = "zh-CN" })),
                new ParagraphPropertiesDefault()),
            new Style(
                new StyleName { Val = "Normal" },
                new PrimaryStyle(),
                new StyleParagraphProperties
                {
                    WidowControl = new() { Val = false },
                    Kinsoku = new(),
                    OverflowPunctuation = new() { Val = false },
                    AutoSpaceDE = new() { Val = false },
                    AutoSpaceDN = new() { Val = false },
                    SnapToGrid = new() { Val = false },
                    SpacingBetweenLines = new() { Before = "0", After = "0", Line = Number(PageFigures.Line), LineRule = LineSpacingRuleValues.Exact },
                    Justification = new() { Val = JustificationValues.Both },
                },

                // LibreOffice makes the grid of the size that stands here, not of the one in the defaults.
                new StyleRunProperties(new FontSize { Val = "32" }, new FontSizeComplexScript { Val = "32" }))
            { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true });
        foreach (var style in TextStyle.All)
        {
            styles.Append(Of(style, uses[style.Font]));
        }

        return styles;
    }

    private static Style Of(TextStyle style, FontUse use)
    {
        var paragraph = new StyleParagraphProperties
        {
            SpacingBetweenLines = new() { Before = "0", After = "0", Line = Number(style.Line), LineRule = LineSpacingRuleValues.Exact },
            Indentation = style.Indent == 0 ? null : new() { FirstLine = Number((int)Math.Round(style.Indent * style.Character * 20)) },
            Justification = style.Align is { } align ? new() { Val = align switch { Alignment.Left => JustificationValues.Left, Alignment.Right => JustificationValues.Right, _ => JustificationValues.Center } } : null,
            OutlineLevel = style.Level > 0 ? new() { Val = style.Level - 1 } : null,
        };
        var run = new StyleRunProperties
        {
            RunFonts = FontsOf(use),
            Bold = use.Family.Bold ? new() : null,
            Spacing = style.IsText ? new() { Val = -PageFigures.Narrower } : null,
            FontSize = new() { Val = Half(style.Points) },
            FontSizeComplexScript = new() { Val = Half(style.Points) },
        };

        // The names that Word has built in, so that its navigation finds headings and title.
        var name = style.Level > 0 ? $"heading {style.Level}" : style == TextStyle.Title ? "Title" : style.Name;
        return new(new StyleName { Val = name }, new BasedOn { Val = "Normal" }, new PrimaryStyle(), paragraph, run) { Type = StyleValues.Paragraph, StyleId = style.Name };
    }

    /// <summary>Letters and digits in the same family: in 仿宋 a digit is half a character wide.</summary>
    private static RunFonts FontsOf(FontUse use) => new() { Hint = FontTypeHintValues.EastAsia, Ascii = use.Family.Name, HighAnsi = use.Family.Name, EastAsia = use.Family.Name, ComplexScript = use.Family.Name };

    /// <summary>The family with its stand-ins in order, for programs that lack it (ISO/IEC 29500-1, 17.8.3.1).</summary>
    private static Font Font(FontUse use) => new()
    {
        Name = use.Family.Name,
        AltName = use.StandIns.Count == 0 ? null : new() { Val = string.Join(',', use.StandIns) },
        FontCharSet = new() { Val = "86" },
        FontFamily = new() { Val = use.Role == FontRole.Hei ? FontFamilyValues.Swiss : FontFamilyValues.Roman },
        Pitch = new() { Val = FontPitchValues.Variable },
    };

    private static string Half(double points) => Number((int)Math.Round(points * 2));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
