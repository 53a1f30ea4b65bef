using System.Text;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Platform;

/// <summary>Writes of the API that carry an <c>Idempotency-Key</c> are done once: the same key with the same body gets the same answer for a
/// day, with another body it is refused. So a client that lost the answer may simply ask again.</summary>
public static class Idempotency
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Takes care of it; stands behind authentication.</summary>
    public static IApplicationBuilder UseIdempotency(this IApplicationBuilder app) => app.Use((http, next) =>
        http.Request.Headers.TryGetValue(Header, out var key) && key.ToString() is { Length: > 0 and <= 200 } text && HttpMethods.IsPost(http.Request.Method) && http.Request.Path.StartsWithSegments("/api")
            ? Once(http, text, next) : next(http));

    private static async Task Once(HttpContext http, string key, RequestDelegate next)
    {
        var services = http.RequestServices;
        var (clock, digest, words) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IDigest>(), services.GetRequiredService<Words>());
        var id = digest.Of(Encoding.UTF8.GetBytes($"{services.GetRequiredService<Caller>().Acting.Account}\n{http.Request.Path}\n{key}"));
        var body = await DigestOfBody(http, digest);
        if (await Begin(services, id, body, clock.GetUtcNow(), http.RequestAborted) is { } earlier)
        {
            if (!earlier.Body.AsSpan().SequenceEqual(body))
            {
                await ApiEndpoints.Refusal([Problem.Coded("HTTP-422", Header)], words).ExecuteAsync(http);
            }
            else if (earlier.Status == 0)
            {
                await ApiEndpoints.Refusal([Problem.Coded("HTTP-409", Header)], words, status: StatusCodes.Status409Conflict).ExecuteAsync(http);
            }
            else
            {
                http.Response.StatusCode = earlier.Status;
                http.Response.ContentType = earlier.ContentType;
                http.Response.Headers["Idempotency-Replayed"] = "true";
                await http.Response.Body.WriteAsync(earlier.Answer, http.RequestAborted);
            }

            return;
        }

        await Answer(http, id, next);
    }

    private static async Task<byte[]> DigestOfBody(HttpContext http, IDigest digest)
    {
        http.Request.EnableBuffering();
        using var running = digest.Begin();
        var buffer = new byte[81_920];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            running.Append(buffer.AsSpan(0, read));
        }

        http.Request.Body.Position = 0;
        return running.End();
    }

    /// <summary>Notes that a request is being answered.</summary>
    /// <returns>The note of an earlier one; <see langword="null"/> where there is none.</returns>
    private static async Task<AnsweredRequest?> Begin(IServiceProvider services, byte[] id, byte[] body, DateTimeOffset now, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var old = now - Kept;
        await db.Set<AnsweredRequest>().Where(a => a.Created < old).ExecuteDeleteAsync(cancel);
        db.Add(new AnsweredRequest { Id = id, Body = body, Created = now });
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException taken)
        {
            db.ChangeTracker.Clear();
            return await db.Set<AnsweredRequest>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel) ?? throw new InvalidOperationException("A request could neither be noted nor found.", taken);
        }
    }

    /// <summary>Answers, and keeps the answer before it goes out. A failure of ours is not kept: the request may be tried again.</summary>
    private static async Task Answer(HttpContext http, byte[] id, RequestDelegate next)
    {
        var outside = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        var isDone = false;
        try
        {
            await next(http);
            isDone = http.Response.StatusCode < 500;
        }
        finally
        {
            http.Response.Body = outside;
            await using var scope = http.RequestServices.CreateAsyncScope();
            var notes = scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<AnsweredRequest>().Where(a => a.Id == id);
            if (isDone)
            {
                var (status, type, bytes) = (http.Response.StatusCode, http.Response.ContentType, answer.ToArray());
                await notes.ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, status).SetProperty(x => x.ContentType, type).SetProperty(x => x.Answer, bytes), CancellationToken.None);
            }
            else
            {
                await notes.ExecuteDeleteAsync(CancellationToken.None);
            }
        }

        await outside.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), http.RequestAborted);
    }
}
