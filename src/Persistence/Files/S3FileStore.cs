using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Bihuan.Kernel;

namespace Bihuan.Persistence;

/// <summary>Where S3-compatible storage is.</summary>
/// <param name="Endpoint">Such as <c>https://s3.example.gov.cn</c>.</param>
/// <param name="Bucket">The bucket, made by its operator.</param>
/// <param name="AccessKey">The key's name.</param>
/// <param name="SecretKey">The key.</param>
/// <param name="Region">As the storage wants it in signatures.</param>
public sealed record S3Place(Uri Endpoint, string Bucket, string AccessKey, string SecretKey, string Region = "us-east-1");

/// <summary>Files in S3-compatible storage, under the same hashes as on disk. An object appears whole or not at all, and the storage checks
/// the digest sent with it. Files pass through a temporary file of this machine, because the name is the hash.</summary>
public sealed class S3FileStore : IFileStore, IDisposable
{
    private readonly AmazonS3Client _client;
    private readonly string _bucket;
    private readonly IDigest _digest;
    private readonly string _temporary;
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Speaks to a storage.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="temporary">A folder for files on their way.</param>
    /// <param name="digest">The suite in force.</param>
    public S3FileStore(S3Place place, string temporary, IDigest digest)
    {
        ArgumentNullException.ThrowIfNull(place);
        (_bucket, _temporary, _digest) = (place.Bucket, temporary, digest);
        _client = new(new BasicAWSCredentials(place.AccessKey, place.SecretKey), new AmazonS3Config
        {
            ServiceURL = place.Endpoint.ToString(),
            AuthenticationRegion = place.Region,
            ForcePathStyle = true,
            MaxErrorRetry = 4,
        });
    }

    /// <inheritdoc/>
    public async ValueTask<Result<FileRef>> Save(Stream content, string name, FileLimits limits, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(limits);
        var received = await Incoming.Receive(content, name, limits.MaxBytes, _digest, _temporary, cancel);
        if (received is not Result<Incoming>.Done(var incoming))
        {
            return received.Map<FileRef>(_ => throw new InvalidOperationException());
        }

        await using (incoming)
        {
            var judged = await incoming.Judge(name, limits, cancel);
            if (judged is Result<string>.Done)
            {
                await Keep(incoming, cancel);
            }

            return judged.Map(type => new FileRef(incoming.Hash, incoming.Length, type));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Stream?> Open(string hash, CancellationToken cancel)
    {
        try
        {
            return (await _client.GetObjectAsync(_bucket, FileHash.Place(hash), cancel)).ResponseStream;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> Exists(string hash, CancellationToken cancel) => await Saved(FileHash.Place(hash), cancel) is not null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredFile> List([EnumeratorCancellation] CancellationToken cancel)
    {
        var request = new ListObjectsV2Request { BucketName = _bucket };
        ListObjectsV2Response page;
        do
        {
            page = await _client.ListObjectsV2Async(request, cancel);
            foreach (var item in page.S3Objects)
            {
                if (FileHash.OfPlace(item.Key) is { } hash)
                {
                    yield return new(hash, item.Size, new DateTimeOffset(item.LastModified.ToUniversalTime(), TimeSpan.Zero));
                }
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated);
    }

    async ValueTask<bool> IFileStore.Delete(string hash, DateTimeOffset notSavedSince, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            var place = FileHash.Place(hash);
            if (await Saved(place, cancel) is not { } saved || saved >= notSavedSince)
            {
                return false;
            }

            await _client.DeleteObjectAsync(_bucket, place, cancel);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    async ValueTask IFileStore.Restore(string hash, Stream content, CancellationToken cancel)
    {
        var received = await Incoming.Receive(content, hash, long.MaxValue, Digests.Of(FileHash.Split(hash).Suite), _temporary, cancel);
        if (received is not Result<Incoming>.Done(var incoming))
        {
            throw new InvalidDataException($"The file {hash} is empty.");
        }

        await using (incoming)
        {
            if (incoming.Hash != hash)
            {
                throw new InvalidDataException($"The file {hash} has another content.");
            }

            await Keep(incoming, cancel);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _gate.Dispose();
    }

    // A file that is there is sent again all the same: it then counts as new, and the sweep leaves it alone.
    private async ValueTask Keep(Incoming incoming, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            await _client.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = _bucket,
                    Key = FileHash.Place(incoming.Hash),
                    InputStream = incoming.Content(),
                    AutoCloseStream = false,
                    AutoResetStreamPosition = true,
                    ContentType = MediaTypes.Unknown,
                    UseChunkEncoding = false,
                },
                cancel);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask<DateTimeOffset?> Saved(string place, CancellationToken cancel)
    {
        try
        {
            return new DateTimeOffset((await _client.GetObjectMetadataAsync(_bucket, place, cancel)).LastModified.ToUniversalTime(), TimeSpan.Zero);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
