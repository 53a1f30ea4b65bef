using Microsoft.AspNetCore.Components;
using QRCoder;

namespace Bihuan.Platform;

/// <summary>Draws a text as a QR code (二维码). It is drawn here, so that the text is told to nobody else.</summary>
public static class QrCode
{
    /// <summary>The picture as SVG, black on white, with the quiet zone around it.</summary>
    public static MarkupString Svg(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return new(picture.GetGraphic(new System.Drawing.Size(200, 200), "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute));
    }
}
