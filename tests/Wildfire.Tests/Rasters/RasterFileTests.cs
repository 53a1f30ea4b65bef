using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Bihuan.Kernel;
using Bihuan.Wildfire.Rasters;
using CsCheck;
using Xunit;

namespace Bihuan.Wildfire.Tests.Rasters;

/// <summary>Files in, cells out: the small ones are built here byte by byte.</summary>
public sealed class RasterFileTests
{
    private static readonly GridFrame Frame = new(3, 2, 30, 500_000, 3_300_000, 4549);

    public static TheoryData<ushort, ushort, double[]> Samples => new()
    {
        // bits, format, cells
        { 8, 1, [0, 1, 255, 7, 8, 9] },
        { 8, 2, [-128, 127, 0, -1, 1, 2] },
        { 16, 1, [0, 65535, 256, 1, 2, 3] },
        { 16, 2, [-32768, 32767, -1, 0, 1, 2] },
        { 32, 1, [0, 4294967295, 65536, 1, 2, 3] },
        { 32, 2, [-2147483648, 2147483647, -1, 0, 1, 2] },
        { 32, 3, [0, -1.5, 3.25, 1e10, 8848.875, -0.125] },
        { 64, 3, [0, -1.5, 3.25, 1e10, 8848.875, -0.125] },
    };

    [Theory, MemberData(nameof(Samples))]
    public void EveryKindOfSample_IsRead_InEitherOrderAndPackedOrNot(ushort bits, ushort format, double[] cells)
    {
        foreach (var bigEndian in (bool[])[false, true])
        {
            foreach (var bigTiff in (bool[])[false, true])
            {
                var bytes = Bytes(cells, bits, format, bigEndian);
                foreach (var (compression, packed) in ((ushort, byte[])[])[(1, bytes), (5, TiffBytes.Lzw(bytes)), (8, TiffBytes.Deflated(bytes)), (32946, TiffBytes.Deflated(bytes))])
                {
                    var file = TiffBytes.Raster(3, 2, bits, format, packed, bigEndian, bigTiff, compression: compression).Build();

                    var raster = Open(file);

                    Assert.Equal(Frame, raster.Info.Frame);
                    Assert.True(raster.ReadFloats() is Result<Grid<float>>.Done(var read) && read.Cells.SequenceEqual(cells.Select(c => (float)c)), $"compression {compression}, {(bigEndian ? "big-endian" : "little-endian")}, {(bigTiff ? "BigTIFF" : "classic")}");
                }
            }
        }
    }

    /// <summary>Horizontal differencing (TIFF 6.0, section 14), undone by hand here.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    public void Predictor_IsUndone(ushort bits)
    {
        double[] cells = [10, 12, 9, 100, 90, 95];
        double[] differences = [10, 2, -3, 100, -10, 5];

        var file = TiffBytes.Raster(3, 2, bits, 2, TiffBytes.Deflated(Bytes(differences, bits, 2, false)), compression: 8).Short(317, 2).Build();

        Assert.Equal(cells.Select(c => (float)c), Done(Open(file).ReadFloats()).Cells);
    }

    [Fact]
    public void Tiles_AreSetTogether_AndLeftOutOnesAreHoles()
    {
        // 20 × 18 cells in tiles of 16 × 16: four of them, the last one left out as GDAL does.
        static double Cell(int column, int row) => (row * 100) + column;
        var tiff = TiffBytes.Raster(20, 18, 16, 1, [], tiled: true).Short(322, 16).Short(323, 16);
        tiff.Pieces.Clear();
        foreach (var (x, y) in ((int, int)[])[(0, 0), (16, 0), (0, 16)])
        {
            tiff.Pieces.Add(Bytes([.. Enumerable.Range(0, 256).Select(i => Cell(x + (i % 16), y + (i / 16)))], 16, 1, false));
        }

        tiff.Pieces.Add([]);
        var raster = Open(tiff.Build());

        var whole = Done(raster.ReadFloats());
        var part = Done(raster.ReadFloats(new(14, 15, 4, 3)));

        for (var row = 0; row < 18; row++)
        {
            for (var column = 0; column < 20; column++)
            {
                Assert.Equal(column >= 16 && row >= 16 ? float.NaN : (float)Cell(column, row), whole[column, row]);
            }
        }

        Assert.Equal(new GridFrame(4, 3, 30, 500_420, 3_299_550, 4549), part.Frame);
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(whole[14 + (i % 4), 15 + (i / 4)], part.Cells[i]);
        }
    }

    [Fact]
    public void Bands_AreTakenApart_TogetherOrSeparate()
    {
        double[] together = [1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60];
        var mixed = TiffBytes.Raster(3, 2, 8, 1, Bytes(together, 8, 1, false)).Short(277, 2).Short(258, 8, 8).Short(339, 1, 1).Build();
        var apart = TiffBytes.Raster(3, 2, 8, 1, [1, 2, 3, 4, 5, 6]).Short(277, 2).Short(258, 8, 8).Short(339, 1, 1).Short(284, 2);
        apart.Pieces.Add([10, 20, 30, 40, 50, 60]);

        // Differences run from one cell to the next of the same band; three bands, packed, in either order.
        double[] three = [1, 10, 100, 1, 10, 50, 1, 10, 50, 4, 40, 7, 1, 10, 50, 1, 10, 50];
        foreach (var bigEndian in (bool[])[false, true])
        {
            var packed = TiffBytes.Raster(3, 2, 16, 1, TiffBytes.Deflated(Bytes(three, 16, 1, bigEndian)), bigEndian, compression: 8).Short(277, 3).Short(258, 16, 16, 16).Short(339, 1, 1, 1).Short(317, 2).Build();
            Assert.Equal([100, 150, 200, 7, 57, 107], Done(Open(packed, new() { Band = 3 }).ReadClasses()).Cells);
        }

        foreach (var file in (byte[][])[mixed, apart.Build()])
        {
            Assert.Equal([1, 2, 3, 4, 5, 6], Done(Open(file).ReadClasses()).Cells);
            Assert.Equal([10, 20, 30, 40, 50, 60], Done(Open(file, new() { Band = 2 }).ReadClasses()).Cells);
            Assert.Equal("FIRE-420", Refused(RasterFile.Open(new MemoryStream(file), "a", new() { Band = 3 })));
        }
    }

    [Fact]
    public void Holes_AreTheFilesOwnMark_AndWhateverIsNoNumber()
    {
        var file = TiffBytes.Raster(3, 2, 32, 3, Bytes([1, -9999, double.NaN, double.PositiveInfinity, 5, -9998], 32, 3, false)).Text(42113, "-9999").Build();
        var smallest = TiffBytes.Raster(3, 2, 32, 3, Bytes([1, -3.4028234663852886e38, 2, 3, 4, 5], 32, 3, false)).Text(42113, "-3.40282346638529e+38").Build();

        Assert.Equal([1, float.NaN, float.NaN, float.NaN, 5, -9998], Done(Open(file).ReadFloats()).Cells);
        Assert.Equal([1, 0, 0, 0, 5, -9998], Done(Open(file).ReadClasses()).Cells);
        Assert.Equal(float.NaN, Done(Open(smallest).ReadFloats()).Cells[1]);
    }

    [Fact]
    public void PixelIsPoint_AndMatrix_AreTheSamePlace()
    {
        var point = Build(t => t.Short(34735, 1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 2, 3072, 0, 1, 4549).Double(33922, 0, 0, 0, 500_015, 3_299_985, 0));
        var matrix = Build(t => t.Without(33550).Without(33922).Double(34264, 30, 0, 0, 500_000, 0, -30, 0, 3_300_000, 0, 0, 0, 0, 0, 0, 0, 1));
        var tiedInside = Build(t => t.Double(33922, 1, 1, 0, 500_030, 3_299_970, 0));

        Assert.All((byte[][])[point, matrix, tiedInside], file => Assert.Equal(Frame, Open(file).Info.Frame));
    }

    [Fact]
    public void SystemDescribedByItsParameters_IsRecognised()
    {
        // As some programs write CGCS2000 3-degree Gauss-Kruger CM 120E: user-defined, with its numbers.
        var file = Build(t => t
            .Short(34735, 1, 1, 0, 8, 1024, 0, 1, 1, 1025, 0, 1, 1, 2048, 0, 1, 4490, 3072, 0, 1, 32767, 3075, 0, 1, 1, 3080, 34736, 1, 0, 3082, 34736, 1, 1, 3092, 34736, 1, 2)
            .Double(34736, 120, 500_000, 1));

        Assert.Equal(4549, Open(file).Info.Frame.Epsg);
    }

    public static TheoryData<string, string, byte[]> BadFiles => new()
    {
        // what is wrong, code, file
        { "empty", "FIRE-401", [] },
        { "text", "FIRE-401", Encoding.UTF8.GetBytes("年,月,日\n") },
        { "a picture", "FIRE-401", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 0] },
        { "cut in the head", "FIRE-402", [(byte)'I', (byte)'I', 42, 0, 200, 0, 0, 0] },
        { "the directory is the head", "FIRE-402", [(byte)'I', (byte)'I', 42, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        { "one bit", "FIRE-403", Build(t => t.Short(258, 1)) },
        { "64-bit integer", "FIRE-403", Build(t => t.Short(258, 64)) },
        { "JPEG", "FIRE-404", Build(t => t.Short(259, 7)) },
        { "oblong cells", "FIRE-405", Build(t => t.Double(33550, 30, 29, 0)) },
        { "turned", "FIRE-406", Build(t => t.Without(33550).Without(33922).Double(34264, 30, 1, 0, 500_000, 1, -30, 0, 3_300_000, 0, 0, 0, 0, 0, 0, 0, 1)) },
        { "south up", "FIRE-406", Build(t => t.Double(33550, 30, -30, 0)) },
        { "nowhere", "FIRE-407", Build(t => t.Without(33550)) },
        { "map in feet", "FIRE-415", Build(t => t.Short(34735, 1, 1, 0, 4, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 4549, 3076, 0, 1, 9002)) },
        { "heights in feet", "FIRE-425", Build(t => t.Short(34735, 1, 1, 0, 4, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 4549, 4099, 0, 1, 9003)) },
        { "in gon", "FIRE-427", Build(t => t.Short(34735, 1, 1, 0, 4, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4490, 2054, 0, 1, 9105)) },
        { "a system of its own", "FIRE-416", Build(t => t.Short(34735, 1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 32767)) },
        { "no strips", "FIRE-402", Build(t => t.Long(278, 1)) },
        { "huge", "FIRE-402", Build(t => t.Long(256, uint.MaxValue)) },
        { "no width", "FIRE-402", Build(t => t.Without(256)) },
        { "ASCII without rows", "FIRE-417", Encoding.ASCII.GetBytes("ncols 3\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2 3") },
        { "ASCII with words", "FIRE-417", Encoding.ASCII.GetBytes("ncols three\nnrows 2\n") },
        { "ASCII oblong", "FIRE-405", Encoding.ASCII.GetBytes("ncols 3\nnrows 1\nxllcorner 0\nyllcorner 0\ndx 1\ndy 2\n1 2 3") },
    };

    [Theory, MemberData(nameof(BadFiles))]
    public void BadFile_IsRefusedWithItsReason(string what, string code, byte[] file) =>
        Assert.True(code == Refused(RasterFile.Open(new MemoryStream(file), "a.tif")), $"{what}: {Refused(RasterFile.Open(new MemoryStream(file), "a.tif"))}");

    public static TheoryData<string, string, byte[]> BadCells => new()
    {
        { "strip beyond the end", "FIRE-402", Cut(Build(t => t.Long(278, 2)), 279, 4_000_000) },
        { "strip too short", "FIRE-402", Cut(Build(t => t.Long(278, 2)), 279, 3) },
        { "not DEFLATE at all", "FIRE-402", TiffBytes.Raster(3, 2, 8, 1, [1, 2, 3, 4, 5, 6, 7, 8, 9], compression: 8).Build() },
        { "DEFLATE cut short", "FIRE-402", TiffBytes.Raster(3, 2, 8, 1, TiffBytes.Deflated([1, 2, 3, 4, 5, 6])[..^7], compression: 8).Build() },
        { "LZW of other bytes", "FIRE-402", TiffBytes.Raster(3, 2, 8, 1, [0xff, 0xff, 0xff, 0xff], compression: 5).Build() },
        { "ASCII with a word", "FIRE-418", Encoding.ASCII.GetBytes("ncols 3\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 30\n1 2 3\n4 x 6") },
        { "ASCII with a decimal comma", "FIRE-418", Encoding.ASCII.GetBytes("ncols 3\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 30\n1 2,5 3\n4 5 6") },
        { "ASCII too short", "FIRE-419", Encoding.ASCII.GetBytes("ncols 3\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 30\n1 2 3\n4 5") },
        { "ASCII too long", "FIRE-426", Encoding.ASCII.GetBytes("ncols 3\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 30\n1 2 3\n4 5 6 7") },
        { "ASCII with a number longer than any", "FIRE-418", Encoding.ASCII.GetBytes($"ncols 3\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 30\n1 2 3\n4 {new string('1', 70)} 6") },
    };

    [Theory, MemberData(nameof(BadCells))]
    public void DamagedCells_AreRefused(string what, string code, byte[] file) => Assert.True(code == Refused(Open(file).ReadFloats()), what);

    [Fact]
    public void FractionAsAClass_SaysWhere()
    {
        var refused = Assert.IsType<Result<Grid<int>>.Refused>(Open(TiffBytes.Raster(3, 2, 32, 3, Bytes([1, 2, 3, 4, 5.5, 6], 32, 3, false)).Build()).ReadClasses());

        Assert.Equal(("FIRE-421", "a.tif 1,1", "5.5"), (refused.Problems[0].Code, refused.Problems[0].Field, refused.Problems[0].Values[0]));
    }

    [Fact]
    public void Ascii_IsRead_WithAnyHeadAndWhiteSpace()
    {
        string[] texts =
        [
            "ncols 3\nnrows 2\nxllcorner 500000\nyllcorner 3299940\ncellsize 30\nNODATA_value -1\n1 2 3\n4 -1 6\n",
            "NROWS 2\r\nNCOLS 3\r\nXLLCENTER 500015\r\nYLLCENTER 3299955.0\r\nCELLSIZE 3e1\r\nnodata_value -1\r\n1\t2 3 4\r\n+5e-1 6",
            "ncols 3 nrows 2 xllcorner 500000 yllcorner 3299940 dx 30 dy 30 nodata_value nan\nnan 2 3 4 5 6",
        ];
        var read = texts.Select(t => Done(Open(Encoding.ASCII.GetBytes(t), new() { Epsg = 4549 }).ReadFloats())).ToList();

        Assert.All(read, grid => Assert.Equal(Frame, grid.Frame));
        Assert.Equal([1, 2, 3, 4, float.NaN, 6], read[0].Cells);
        Assert.Equal([1, 2, 3, 4, 0.5f, 6], read[1].Cells);
        Assert.Equal([float.NaN, 2, 3, 4, 5, 6], read[2].Cells);
        Assert.Equal([float.NaN], Done(Open(Encoding.ASCII.GetBytes(texts[0])).ReadFloats(new(1, 1, 1, 1))).Cells);
    }

    /// <summary>A raster of 10 GB, as a stream that invents its bytes: one window is read, and little else.</summary>
    [Theory]
    [InlineData(50_000, 100_000)]
    public void TenGigabytes_AreReadByWindow(int columns, int rows)
    {
        var tiff = TiffBytes.Raster(columns, rows, 16, 1, new byte[2], bigTiff: true);
        var start = tiff.Build(); // The strip stands first, at byte 16; let it run on behind the directory instead.
        var bytes = 2L * columns * rows;
        var at = (ulong)start.Length + 64;
        tiff.Build();
        var head = BigHead(tiff, at, (ulong)bytes);
        using Endless stream = new(head, (long)at + bytes);
        var raster = Done(RasterFile.Open(stream, "big.tif", new() { MaxBytes = 1 << 20 }));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var window = Done(raster.ReadClasses(new(columns - 4, rows - 3, 4, 3)));

        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken < 1 << 20, $"{taken}");
        for (var i = 0; i < 12; i++)
        {
            var where = (long)at + (2 * ((((long)rows - 3 + (i / 4)) * columns) + columns - 4 + (i % 4)));
            Assert.Equal(Endless.At(where) | (Endless.At(where + 1) << 8), window.Cells[i]);
        }

        var refused = Assert.IsType<Result<Grid<float>>.Refused>(raster.ReadFloats());
        Assert.Equal("FIRE-408", refused.Problems[0].Code);
        Assert.Equal("1", refused.Problems[0].Values[1]);
        Assert.Equal("FIRE-409", Refused(raster.ReadFloats(new(columns - 3, 0, 4, 3))));
    }

    /// <summary>One packed strip of gigabytes cannot be unpacked in part; it is refused before any memory is taken.</summary>
    [Fact]
    public void PackedStripBeyondTheLimit_IsRefused()
    {
        var file = TiffBytes.Raster(50_000, 40_000, 16, 1, TiffBytes.Deflated(new byte[100]), compression: 8).Build();

        Assert.Equal("FIRE-408", Refused(Open(file).ReadFloats(new(0, 0, 2, 2))));
    }

    public static TheoryData<TiffPacking, bool> Packings => new(Enum.GetValues<TiffPacking>().SelectMany(p => (TheoryDataRow<TiffPacking, bool>[])[new(p, false), new(p, true)]));

    [Theory, MemberData(nameof(Packings))]
    public void Written_IsReadAgain(TiffPacking packing, bool tiled)
    {
        GridFrame frame = new(300, 270, 30, 345_678.125, 3_300_000, 4549);
        Check<byte>(v => (byte)v);
        Check<sbyte>(v => (sbyte)v);
        Check<ushort>(v => (ushort)v);
        Check<short>(v => (short)v);
        Check<uint>(v => (uint)v);
        Check<int>(v => v);
        Check<float>(v => v);
        Check<double>(v => v);

        void Check<T>(Func<int, T> of)
            where T : unmanaged, System.Numerics.INumber<T>
        {
            Grid<T> grid = new(frame, [.. Enumerable.Range(0, (int)frame.Count).Select(i => of(i * 7919))]);
            using MemoryStream stream = new();
            RasterWriter.WriteGeoTiff(stream, grid, new() { Packing = packing, Tiled = tiled, NoData = 255, Description = "SYNTHETIC: for a test" });
            var raster = Open(stream.ToArray());

            var read = Done(raster.ReadFloats());

            Assert.Equal(frame, read.Frame);
            Assert.True(raster.Info.Synthetic);
            Assert.Equal(255, raster.Info.NoData);
            Assert.Equal(grid.Cells.Select(c => double.CreateSaturating(c) is 255 ? float.NaN : float.CreateSaturating(c)), read.Cells);
        }
    }

    [Fact]
    public void NotBurnt_IsWrittenAsAHole_InBothFormats()
    {
        Grid<float> grid = new(new(2, 2, 0.25, 121.5, 29.9, 4490), [1.5f, float.PositiveInfinity, float.NaN, 4]);
        using MemoryStream tiff = new();
        using StringWriter ascii = new(CultureInfo.InvariantCulture);
        RasterWriter.WriteGeoTiff(tiff, grid);
        RasterWriter.WriteEsriAscii(ascii, grid);

        foreach (var file in (byte[][])[tiff.ToArray(), Encoding.ASCII.GetBytes(ascii.ToString())])
        {
            var read = Done(Open(file, new() { Epsg = 4490 }).ReadFloats());
            Assert.Equal(grid.Frame, read.Frame);
            Assert.Equal([1.5f, float.NaN, float.NaN, 4], read.Cells);
        }
    }

    [Fact]
    public void WhatIsWritten_IsTheSameBytesEveryTime()
    {
        var landscape = Done(SyntheticLandscape.Make(new(64, 48, 30), 7));

        byte[] Written()
        {
            using MemoryStream stream = new();
            RasterWriter.WriteGeoTiff(stream, landscape.Heights, new() { Description = landscape.Description });
            return stream.ToArray();
        }

        Assert.Equal(Written(), Written());
    }

    /// <summary>Forty thousand damaged rasters: each is read or refused; none throws, none takes long, none takes memory beyond what it may.</summary>
    [Fact]
    public void DamagedFiles_AreReadOrRefused()
    {
        var pixels = Bytes([.. Enumerable.Range(0, 16 * 16).Select(i => (double)(i % 251))], 16, 1, false);
        byte[][] seeds =
        [
            TiffBytes.Raster(16, 16, 16, 1, pixels).Text(42113, "-9999").Build(),
            TiffBytes.Raster(16, 16, 16, 1, TiffBytes.Deflated(pixels), compression: 8).Short(317, 2).Build(),
            TiffBytes.Raster(16, 16, 16, 1, TiffBytes.Lzw(pixels), compression: 5).Build(),
            TiffBytes.Raster(16, 16, 16, 1, TiffBytes.Lzw(pixels), compression: 5, tiled: true).Short(322, 16).Short(323, 16).Build(),
            TiffBytes.Raster(16, 16, 16, 1, TiffBytes.Deflated(pixels), bigEndian: true, bigTiff: true, compression: 8).Build(),
            Encoding.ASCII.GetBytes("ncols 3\nnrows 2\nxllcorner 500000\nyllcorner 3299940\ncellsize 30\nNODATA_value -1\n1 2 3\n4 -1 6\n"),
        ];
        RasterOptions options = new() { MaxBytes = 1 << 20 };
        var before = GC.GetTotalAllocatedBytes();
        var (read, refused) = (0, 0);

        // Plain loops with a seed: a damaged file that fails is found again by its number.
        for (var number = 0; number < 40_000; number++)
        {
            Random random = new(number);
            var seed = seeds[number % seeds.Length];
            var file = seed.ToArray();
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                file[random.Next(file.Length)] = random.Next(4) switch { 0 => 0, 1 => 255, _ => (byte)random.Next(256) };
            }
            if (random.Next(8) == 0)
            {
                file = file[..random.Next(file.Length)];
            }

            try
            {
                using MemoryStream stream = new(file);
                _ = RasterFile.Open(stream, "a", options).Match(
                    raster => number % 2 == 0 ? raster.ReadFloats().Match(_ => read++, _ => refused++) : raster.ReadClasses().Match(_ => read++, _ => refused++),
                    _ => refused++);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Damaged file {number}: {error.Message}", error);
            }
        }

        // Some damage is none: a cell with another value.
        Assert.True(read > 4_000 && refused > 4_000, $"{read} read, {refused} refused");
        var each = (GC.GetTotalAllocatedBytes() - before) / 40_000;
        Assert.True(each < 2 << 20, $"{each} bytes each");
    }

    /// <summary>Any float is printed so that it comes back the same.</summary>
    [Fact]
    public void Ascii_BringsEveryNumberBack() => Gen.Single.Array[6].Sample(
        cells =>
        {
            using StringWriter ascii = new(CultureInfo.InvariantCulture);
            RasterWriter.WriteEsriAscii(ascii, new Grid<float>(Frame, cells));
            var read = Done(Open(Encoding.ASCII.GetBytes(ascii.ToString()), new() { Epsg = 4549 }).ReadFloats());
            Assert.Equal(cells.Select(c => float.IsFinite(c) && c != -9999 ? c : float.NaN), read.Cells);
        },
        iter: 500);

    internal static RasterFile Open(byte[] file, RasterOptions? options = null) => Done(RasterFile.Open(new MemoryStream(file), "a.tif", options));

    internal static T Done<T>(Result<T> result) => result.Value();

    internal static string Refused<T>(Result<T> result) => result.Match(_ => "done", problems => problems[0].Code);

    private static byte[] Build(Func<TiffBytes, TiffBytes> change) => change(TiffBytes.Raster(3, 2, 8, 1, [1, 2, 3, 4, 5, 6])).Build();

    /// <summary>The file with another value in a tag of one number.</summary>
    private static byte[] Cut(byte[] file, ushort tag, uint value)
    {
        var directory = (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4));
        for (var i = directory + 2; ; i += 12)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(i)) == tag)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(i + 8), value);
                return file;
            }
        }
    }

    private static byte[] BigHead(TiffBytes tiff, ulong at, ulong bytes)
    {
        var file = tiff.Build();
        var directory = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(8));
        var tags = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(directory));
        for (var i = 0; i < tags; i++)
        {
            var entry = file.AsSpan(directory + 8 + (20 * i), 20);
            if (BinaryPrimitives.ReadUInt16LittleEndian(entry) is 273 or 279)
            {
                // From LONG to LONG8.
                BinaryPrimitives.WriteUInt64LittleEndian(entry[12..], BinaryPrimitives.ReadUInt16LittleEndian(entry) == 273 ? at : bytes);
                BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], 16);
            }
        }

        return file;
    }

    private static byte[] Bytes(double[] cells, int bits, int format, bool bigEndian)
    {
        var bytes = cells.SelectMany(c => (bits, format) switch
        {
            (8, 1) => [(byte)c],
            (8, _) => [(byte)(sbyte)c],
            (16, 1) => BitConverter.GetBytes((ushort)c),
            (16, _) => BitConverter.GetBytes((short)c),
            (32, 1) => BitConverter.GetBytes((uint)c),
            (32, 2) => BitConverter.GetBytes((int)c),
            (32, _) => BitConverter.GetBytes((float)c),
            _ => BitConverter.GetBytes(c),
        });
        return bigEndian ? [.. bytes.Chunk(bits / 8).SelectMany(b => b.Reverse())] : [.. bytes];
    }

    /// <summary>A head, and then bytes that follow from their place.</summary>
    private sealed class Endless(byte[] head, long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public static byte At(long at) => (byte)((at * 31) ^ (at >> 7));

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - Position);
            for (var i = 0; i < count; i++, Position++)
            {
                buffer[i] = Position < head.Length ? head[Position] : At(Position);
            }

            return count;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => length + offset };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
