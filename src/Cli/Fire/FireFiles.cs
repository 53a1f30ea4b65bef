using Bihuan.Cli.Commands;
using Bihuan.Cli.Output;
using Bihuan.Wildfire;
using Bihuan.Wildfire.Rasters;

namespace Bihuan.Cli.Fire;

/// <summary>Files of the fire commands, with every refusal as a sentence.</summary>
internal static class FireFiles
{
    /// <summary>All bytes of a file that is not too large.</summary>
    public static byte[] Bytes(string file, long most, CommandContext context)
    {
        using var stream = Open(file, context);
        if (stream.Length > most)
        {
            throw new RefusedException(context.Words.TooLarge(file, stream.Length, most));
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Opens a raster; the reference system of a text raster may stand in a <c>.prj</c> beside it.</summary>
    public static (RasterFile Raster, FileStream Stream) Raster(string file, RasterOptions options, CommandContext context, FireWords words)
    {
        var stream = Open(file, context);
        var beside = Path.ChangeExtension(context.FullPath(file), ".prj");
        if (options.Epsg is null && File.Exists(beside) && new FileInfo(beside).Length < 65536)
        {
            options = options with { WellKnownText = File.ReadAllText(beside) };
        }

        return (words.Done(RasterFile.Open(stream, file, options)), stream);
    }

    /// <summary>Reads all of a raster, or the part in a box, as measurements.</summary>
    public static Grid<float> Floats(string file, RasterOptions options, MapBox? box, CommandContext context, FireWords words)
    {
        var (raster, stream) = Raster(file, options, context, words);
        using (stream)
        {
            return words.Done(raster.ReadFloats(box is { } b ? words.Done(raster.WindowOf(b)) : null));
        }
    }

    /// <summary>Reads all of a raster, or the part in a box, as classes.</summary>
    public static Grid<int> Classes(string file, RasterOptions options, MapBox? box, CommandContext context, FireWords words)
    {
        var (raster, stream) = Raster(file, options, context, words);
        using (stream)
        {
            return words.Done(raster.ReadClasses(box is { } b ? words.Done(raster.WindowOf(b)) : null));
        }
    }

    /// <summary>Writes a GeoTIFF, or ESRI ASCII where the name ends so.</summary>
    public static void Write<T>(string path, Grid<T> grid, GeoTiffOptions options, CommandContext context)
        where T : unmanaged, System.Numerics.INumber<T> =>
        OutputFile.Write(
            path,
            temporary =>
            {
                if (Path.GetExtension(path).Equals(".asc", StringComparison.OrdinalIgnoreCase))
                {
                    using var text = File.CreateText(temporary);
                    RasterWriter.WriteEsriAscii(text, grid, options.NoData);
                }
                else
                {
                    using var file = File.Create(temporary);
                    RasterWriter.WriteGeoTiff(file, grid, options);
                }
            },
            context);

    /// <summary>Writes a picture.</summary>
    public static void Picture(string path, Action<Stream> draw, CommandContext context) =>
        OutputFile.Write(
            path,
            temporary =>
            {
                using var file = File.Create(temporary);
                draw(file);
            },
            context);

    /// <summary>Says which files were written.</summary>
    public static void Tell(IEnumerable<string> written, ReportWriter report, CommandContext context)
    {
        foreach (var path in written)
        {
            report.Line(context.Words.Written(path));
        }
    }

    /// <summary>Opens a file for reading.</summary>
    public static FileStream Open(string file, CommandContext context)
    {
        var path = context.FullPath(file);
        var words = context.Words;
        if (Directory.Exists(path))
        {
            throw new RefusedException(words.Folder(file));
        }
        if (!File.Exists(path))
        {
            throw new RefusedException(words.Missing(file));
        }

        try
        {
            return File.OpenRead(path);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new RefusedException(words.Denied(file), denied);
        }
        catch (IOException unreadable)
        {
            throw new RefusedException(words.Unreadable(file), unreadable);
        }
    }
}
