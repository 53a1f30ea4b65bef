using MudBlazor;

namespace Bihuan.Web.Shell;

/// <summary>The tokens of <c>app.css</c> for MudBlazor's parts.</summary>
internal static class BihuanTheme
{
    private static readonly string[] Font = ["Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Hiragino Sans GB", "WenQuanYi Micro Hei", "system-ui", "sans-serif"];

    public static MudTheme Value { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1b3a5c",
            Secondary = "#52606e",
            Tertiary = "#10509e",
            Info = "#10509e",
            Success = "#1a7042",
            Warning = "#8a5800",
            Error = "#bf2f1b",
            Dark = "#132a44",
            Background = "#f4f6f9",
            Surface = "#ffffff",
            AppbarBackground = "#132a44",
            DrawerBackground = "#ffffff",
            TextPrimary = "#1c2733",
            TextSecondary = "#52606e",
            TextDisabled = "#5f6b76",
            ActionDefault = "#52606e",
            ActionDisabled = "#5f6b76",
            LinesDefault = "#d6dde5",
            LinesInputs = "#8795a3",
            TableLines = "#d6dde5",
            TableHover = "#f7f9fc",
            Divider = "#d6dde5",
        },
        LayoutProperties = new() { DefaultBorderRadius = "4px" },
        Typography = new()
        {
            Default = new DefaultTypography { FontFamily = Font, FontSize = "1rem", LineHeight = "1.55", LetterSpacing = "normal" },
            H1 = new H1Typography { FontFamily = Font, FontSize = "1.5rem", FontWeight = "600", LineHeight = "1.35", LetterSpacing = "normal" },
            H2 = new H2Typography { FontFamily = Font, FontSize = "1.2rem", FontWeight = "600", LineHeight = "1.35", LetterSpacing = "normal" },
            H3 = new H3Typography { FontFamily = Font, FontSize = "1.05rem", FontWeight = "600", LineHeight = "1.35", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = Font, FontSize = "1.1rem", FontWeight = "600", LineHeight = "1.35", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Font, FontSize = "1rem", LineHeight = "1.55", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Font, FontSize = ".95rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Font, FontSize = "1rem", LineHeight = "1.5", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontFamily = Font, FontSize = ".9rem", LetterSpacing = "normal" },
        },
    };
}
