namespace Bihuan.Cli.Commands;

/// <summary>Writes a file whole or not at all: to a neighbour first, which then takes its place.</summary>
internal static class OutputFile
{
    /// <summary>Refuses a path that cannot be meant, before long work begins.</summary>
    public static void Check(string path, IEnumerable<string> inputs, CommandContext context)
    {
        var full = context.FullPath(path);
        if (inputs.Any(i => string.Equals(context.FullPath(i), full, StringComparison.Ordinal)))
        {
            throw new RefusedException(context.Words.OutIsInput(path));
        }
        if (Directory.Exists(full))
        {
            throw new RefusedException(context.Words.OutIsFolder(path));
        }
        if (Path.GetDirectoryName(full) is { } folder && !Directory.Exists(folder))
        {
            throw new RefusedException(context.Words.NoFolder(folder));
        }
    }

    /// <summary>The first input's name with another extension, in the run's folder; numbered where that exists, since somebody may have
    /// filled in the ledger.</summary>
    public static string NameFor(string input, string extension, CommandContext context)
    {
        var stem = Path.GetFileNameWithoutExtension(input);
        var name = $"{stem}.{extension}";
        for (var i = 2; Path.Exists(context.FullPath(name)); i++)
        {
            name = $"{stem}-{i}.{extension}";
        }

        return name;
    }

    /// <summary>Writes it.</summary>
    /// <param name="path">As the user named it.</param>
    /// <param name="write">Writes to the file whose path it is given.</param>
    /// <param name="context">Of the command.</param>
    public static void Write(string path, Action<string> write, CommandContext context)
    {
        var full = context.FullPath(path);
        var temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetRandomFileName()}{Path.GetExtension(full)}");
        try
        {
            write(temporary);
            context.Interrupted.ThrowIfCancellationRequested();
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(context.Words.CannotWrite(path), error);
        }
        finally
        {
            // Gone already where all went well.
            File.Delete(temporary);
        }
    }
}
