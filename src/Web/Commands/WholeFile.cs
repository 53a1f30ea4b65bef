namespace Bihuan.Web.Commands;

/// <summary>A file that appears when it is whole: whatever interrupts the writing leaves nothing behind.</summary>
internal static class WholeFile
{
    public static async Task Write(string path, Func<Stream, ValueTask> write)
    {
        var writing = $"{Path.GetFullPath(path)}.{Path.GetRandomFileName()}";
        try
        {
            await using (var stream = new FileStream(writing, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
            {
                await write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(writing, path);
        }
        finally
        {
            File.Delete(writing);
        }
    }
}
