using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Documents;

/// <summary>The one way in for files: page, API and folder store the file first and ask for its reading second, so that an upload that was
/// acknowledged is on the disk.</summary>
internal sealed class UploadService(IFileStore files, Mediator ask, Caller caller, UploadPace pace) : IDocumentIntake
{
    public ValueTask<Result<ImportId>> Take(Stream content, string fileName, CancellationToken cancel) => Take(content, fileName, ImportSource.Folder, cancel);

    /// <summary>Takes a file in.</summary>
    public async ValueTask<Result<ImportId>> Take(Stream content, string fileName, ImportSource source, CancellationToken cancel)
    {
        // A page hands over what a person has chosen at one stroke; the door of the API limits by itself, and the folder is the office's own.
        if (source == ImportSource.Page)
        {
            await pace.Wait(caller.Acting.Account, cancel);
        }

        var saved = await files.Save(content, fileName, FileLimits.Documents, cancel);
        return saved is Result<FileRef>.Done(var file)
            ? await ask.Send(new RequestImport.Request(fileName, file, source), cancel: cancel)
            : saved.Map<ImportId>(_ => default);
    }
}
