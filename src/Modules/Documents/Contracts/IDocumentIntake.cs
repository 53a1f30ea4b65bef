using Bihuan.Kernel;

namespace Bihuan.Documents;

/// <summary>Takes files in as an upload would: the original is kept, and the file is read in the background.</summary>
public interface IDocumentIntake
{
    /// <summary>Takes a file in.</summary>
    /// <param name="content">The file.</param>
    /// <param name="fileName">As people know it.</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask<Result<ImportId>> Take(Stream content, string fileName, CancellationToken cancel);
}
