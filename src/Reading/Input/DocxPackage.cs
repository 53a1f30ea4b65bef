using System.IO.Compression;
using System.Xml;

namespace Bihuan.Reading.Input;

/// <summary>Looks a packed file over before the Open XML SDK opens it: sizes, ratio, entry count, and how deep its XML nests,
/// since the SDK loads elements by recursion.</summary>
internal static class DocxPackage
{
    /// <summary>Refuses what is no docx or not safe to open.</summary>
    public static void Check(ReadOnlyMemory<byte> bytes, string name, InputLimits limits)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false), ZipArchiveMode.Read);
            Check(zip, bytes.Length, name, limits);
        }
        catch (InvalidDataException)
        {
            throw new InputRefusedException(InputProblems.BrokenDocx(name, "压缩结构不完整"));
        }
    }

    private static void Check(ZipArchive zip, long packed, string name, InputLimits limits)
    {
        if (zip.Entries.Count > limits.MaxEntries)
        {
            throw new InputRefusedException(InputProblems.ZipBomb(name, $"内含 {zip.Entries.Count} 个条目，上限 {limits.MaxEntries}"));
        }

        // The sizes stated; the stream below holds each part to what it states.
        long stated = 0;
        foreach (var entry in zip.Entries)
        {
            stated += entry.Length;
            if (stated > limits.MaxUnpackedBytes)
            {
                throw new InputRefusedException(InputProblems.ZipBomb(name, $"解开后超过 {limits.MaxUnpackedBytes >> 20} MB"));
            }
        }
        if (stated > 16 << 20 && stated / Math.Max(1, packed) > limits.MaxRatio)
        {
            throw new InputRefusedException(InputProblems.ZipBomb(name, $"压缩比超过 {limits.MaxRatio} 倍"));
        }

        if (zip.Entries.Any(e => e.IsEncrypted))
        {
            throw new InputRefusedException(InputProblems.ProtectedOffice(name));
        }
        if (!zip.Entries.Any(e => e.FullName.StartsWith("word/", StringComparison.OrdinalIgnoreCase)))
        {
            throw new InputRefusedException(Other(zip, name));
        }

        long unpacked = 0;
        foreach (var entry in zip.Entries.Where(e => IsXml(e.FullName)))
        {
            unpacked += CheckXml(entry, limits.MaxUnpackedBytes - unpacked, name, limits);
        }
    }

    private static bool IsXml(string path) => path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    private static long CheckXml(ZipArchiveEntry entry, long room, string name, InputLimits limits)
    {
        using var stream = new CountingStream(entry.Open(), Math.Min(room, entry.Length + 1), () => InputProblems.ZipBomb(name, $"“{entry.FullName}”解开后大于所标大小"));
        try
        {
            using var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true });
            while (reader.Read())
            {
                if (reader.Depth > limits.MaxDepth)
                {
                    throw new InputRefusedException(InputProblems.TooDeep(name, $"“{entry.FullName}”"));
                }
                // Element attributes are resolved for duplicates one by one; no part of Word's has hundreds.
                if (reader.AttributeCount > 512)
                {
                    throw new InputRefusedException(InputProblems.BrokenDocx(name, $"“{entry.FullName}”的属性过多"));
                }
            }
        }
        catch (XmlException broken)
        {
            throw new InputRefusedException(InputProblems.BrokenDocx(name, $"“{entry.FullName}”第 {broken.LineNumber} 行第 {broken.LinePosition} 列不是合规的 XML"));
        }

        return stream.Count;
    }

    private static Kernel.Problem Other(ZipArchive zip, string name)
    {
        bool Has(string prefix) => zip.Entries.Any(e => e.FullName.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return Has("xl/") ? InputProblems.Spreadsheet(name)
            : Has("ppt/") ? InputProblems.OtherArchive(name, "演示文稿")
            : Has("OFD.xml") ? InputProblems.OtherArchive(name, "OFD 版式文件，请用阅读器导出为 PDF 或 docx 后再读")
            : Has("mimetype") && Has("content.xml") ? InputProblems.OtherArchive(name, "ODF 文档，请另存为 .docx 后再读")
            : InputProblems.OtherArchive(name, "压缩包，请先解压");
    }

    /// <summary>Counts what is read and refuses beyond a limit.</summary>
    private sealed class CountingStream(Stream inner, long limit, Func<Kernel.Problem> problem) : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            Count += read;
            return Count <= limit ? read : throw new InputRefusedException(problem());
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
