using Bihuan.Official.Layout;
using Xunit;

namespace Bihuan.Official.Tests;

/// <summary>Where lines and pages end, counted.</summary>
public class PlanTests
{
    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("督督督督督督督督督督", 1, 1)]
    [InlineData("督督督督督督督督督督督", 2, 2)]
    [InlineData("督督督督督督督督督督。", 2, 2)]
    [InlineData("督督督督督督督督督（督督", 2, 2)]
    [InlineData("12345678901234567", 1, 2)]
    [InlineData("督督督督督督 12345 abcde", 2, 2)]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", 3, 4)]
    [InlineData("督1督2督3督4督", 1, 1)]
    [InlineData("督1督2督3督4督5督6督", 1, 2)]
    [InlineData("督督\n督督", 2, 2)]
    public void Lines_AreCounted_WithTheLeastAndTheGreatestWidthOfLettersAndDigits(string text, int least, int greatest) =>
        Assert.Equal((least, greatest), (TextWidth.Lines(text, 10, 10, wide: false), TextWidth.Lines(text, 10, 10, wide: true)));

    /// <summary>Where widths of figures would decide on which page the document ends, the signature moves until they do not.</summary>
    [Theory]
    [InlineData(30, 2, true)]
    [InlineData(42, 3, true)]
    [InlineData(51, 4, true)]
    [InlineData(58, 2, false)]
    public void TheSignature_MovesUntilTheCountIsCertain_OrTheDocumentSaysThatItIsNot(int length, int blanks, bool certain)
    {
        var plan = PagePlan.Of(Samples.WithFigures(length));
        Assert.Equal(certain, plan.Certain);
        Assert.Equal(blanks, plan.Flow.SkipWhile(f => f is not FlowSpace { KeepNext: true }).TakeWhile(f => f is FlowSpace).Count());
        Assert.Equal(certain, ((Kernel.Result<Written>.Done)DocxWriter.Write(Samples.WithFigures(length), Samples.Fonts, Stream.Null)).Value.PagesAreCertain);
    }
}
