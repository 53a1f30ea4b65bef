using System.CommandLine;
using System.Globalization;
using Bihuan.Cli.Commands;
using Bihuan.Wildfire;
using Bihuan.Wildfire.Rasters;

namespace Bihuan.Cli.Fire;

/// <summary><c>bihuan fire landscape</c>: heights and fuel of a place that does not exist, for drills.</summary>
internal sealed class LandscapeCommand : Command
{
    private readonly CommandContext _context;
    private readonly FireWords _words;
    private readonly FireOptions _options;

    public LandscapeCommand(CommandContext context, FireWords words)
        : base("landscape")
    {
        _context = context;
        _words = words;
        _options = new(this, context, words);
        _options.Add("--seed", "--size", "--cell", "--origin", "--epsg", "--relief", "--out-heights", "--out-fuel", "--png");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        _options.Files(parsed, 0);
        var seed = (ulong)(_options.Number("--seed", 0, 1e15) ?? 1);
        var size = _options.Numbers("--size", 2, 2) ?? [500, 500];
        var origin = _options.Numbers("--origin", 2, 2) ?? [500_000, 3_320_000];
        var frame = new GridFrame(
            (int)Math.Clamp(size[0], 0, 1e6), (int)Math.Clamp(size[1], 0, 1e6), _options.Number("--cell", 0.1, 10_000) ?? 30, origin[0], origin[1], (int?)_options.Number("--epsg", 1, 65535) ?? 4549);
        var heights = _options.Output("--out-heights", []);
        var fuel = _options.Output("--out-fuel", []);
        var png = _options.Output("--png", []);
        foreach (var path in (string?[])[heights, fuel])
        {
            // A text raster cannot say that it is invented.
            if (path is not null && Path.GetExtension(path).Equals(".asc", StringComparison.OrdinalIgnoreCase))
            {
                throw new RefusedException(_words.SyntheticAsText(path));
            }
        }

        var landscape = _words.Done(SyntheticLandscape.Make(frame, seed, new() { Relief = _options.Number("--relief", 0, 3000) ?? 400 }));
        List<string> written = [];
        GeoTiffOptions tiff = new() { Description = landscape.Description };
        if (heights is not null)
        {
            FireFiles.Write(heights, landscape.Heights, tiff, _context);
            written.Add(heights);
        }
        if (fuel is not null)
        {
            FireFiles.Write(fuel, new Grid<byte>(frame, [.. landscape.Fuel.Cells.Select(c => (byte)c)]), tiff with { NoData = 0 }, _context);
            written.Add(fuel);
        }
        if (png is not null)
        {
            var shape = _words.Done(Terrain.Shape(landscape.Heights));
            FireFiles.Picture(png, file => FireMap.Ground(file, frame, landscape.Fuel, shape), _context);
            written.Add(png);
        }

        var report = _context.Report();
        report.Title(_words.LandscapeTitle);
        report.Pairs(
        [
            (_words.Synthetic, landscape.Description),
            (_words.Cells, string.Create(CultureInfo.InvariantCulture, $"{frame.Columns} × {frame.Rows}, {frame.CellSize} m, EPSG:{frame.Epsg}")),
            (_words.HeightsRange, string.Create(CultureInfo.InvariantCulture, $"{landscape.Heights.Cells.Min():0}–{landscape.Heights.Cells.Max():0} m")),
            (_words.FuelShares, string.Join(_words.Comma, landscape.Fuel.Cells.CountBy(c => c).OrderBy(c => c.Key).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {100.0 * c.Value / frame.Count:0.#}%")))),
        ]);
        FireFiles.Tell(written, report, _context);

        return Program.Done;
    }
}
