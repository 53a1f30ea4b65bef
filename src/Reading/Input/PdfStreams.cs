using System.IO.Compression;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Bihuan.Reading.Input;

/// <summary>PdfPig's stream filters on a budget: all streams of a file together may unpack to so much and may be opened so often, so
/// that neither a packed bomb nor forms that draw each other a billion times run away. One instance for one file.</summary>
internal sealed class PdfStreams(long maxUnpacked, int maxOpened) : IFilterProvider
{
    private readonly IFilterProvider _inner = DefaultFilterProvider.Instance;
    private long _left = maxUnpacked;
    private int _opened;

    /// <summary>Whether the budget was overrun; PdfPig's lenient parsing may swallow the exception itself.</summary>
    public bool IsOverrun { get; private set; }

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Bounded(_inner.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Bounded(_inner.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Bounded(_inner.GetAllFilters());

    private IReadOnlyList<IFilter> Bounded(IReadOnlyList<IFilter> filters)
    {
        if (++_opened > maxOpened)
        {
            Overrun();
        }
        if (filters.Count == 0)
        {
            return filters;
        }

        var bounded = new IFilter[filters.Count];
        for (var i = 0; i < bounded.Length; i++)
        {
            bounded[i] = new Bound(filters[i], this);
        }

        return bounded;
    }

    private void Spend(long bytes)
    {
        _left -= bytes;
        if (_left < 0)
        {
            Overrun();
        }
    }

    private void Overrun()
    {
        IsOverrun = true;
        throw new PdfDocumentFormatException("The streams unpack to more than is allowed.");
    }

    private sealed class Bound(IFilter inner, PdfStreams budget) : IFilter
    {
        // The most that a filter can expand by: LZW codes of 12 bits for strings of up to 4,096 bytes, a run of 128 for two bytes.
        private readonly int _worst = inner is LzwFilter ? 2730 : inner is RunLengthFilter ? 64 : 2;

        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (inner is FlateFilter)
            {
                // Measured first without keeping anything, since the filter itself knows no bound.
                budget.Spend(Inflated(input, budget._left));
                var inflated = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
                return PdfWidths.AreEndless(inflated.Span) ? throw new PdfDocumentFormatException("A font's widths name characters that cannot be.") : inflated;
            }
            if ((long)input.Length * _worst > budget._left)
            {
                budget.Overrun();
            }

            var decoded = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
            budget.Spend(decoded.Length);
            return decoded;
        }

        private static long Inflated(Memory<byte> input, long enough)
        {
            if (input.Length <= 2)
            {
                return 0;
            }

            var scratch = System.Buffers.ArrayPool<byte>.Shared.Rent(1 << 16);
            long length = 0;
            try
            {
                // Past the two bytes of the zlib header.
                using var inflate = new DeflateStream(new MemoryStream(input[2..].ToArray(), writable: false), CompressionMode.Decompress);
                for (int read; length <= enough && (read = inflate.Read(scratch)) > 0;)
                {
                    length += read;
                }
            }
            catch (InvalidDataException)
            {
                // Damaged from here on; the filter keeps what came before.
            }
            finally
            {
                System.Buffers.ArrayPool<byte>.Shared.Return(scratch);
            }

            return length;
        }
    }
}
