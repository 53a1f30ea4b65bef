using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Bihuan.Hazards;
using Bihuan.Hazards.Tests;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace Bihuan.Bench;

/// <summary><c>bench field [--workers N] [--reports N] [--seed N] [--postgresql]</c>: phones send what they queued over a line that fails: before the request
/// has gone out, in the middle of it, or before the answer is seen; they send twice at once, are closed while they send, have no room for more, and their clocks are days off. Every report
/// must have arrived exactly once, with the receipt that the phone has. Prints figures; exits with 1 where anything is amiss.</summary>
internal static class FieldLoad
{
    public static async Task<int> Run(string[] args)
    {
        if (args is ["child", .. var rest])
        {
            return await FieldServer.Child(rest);
        }

        var (workers, each, seed) = (Number(args, "--workers", 1000), Number(args, "--reports", 3), Number(args, "--seed", 1));
        await using var server = await FieldServer.Start(workers, args.Contains("--postgresql"));
        byte[][] photographs = [.. Enumerable.Range(0, 8).Select(i => Pictures.Of(SKEncodedImageFormat.Jpeg, 320 + (16 * i), 240))];
        var book = new Book();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(i => Task.Run(() => Work(server, i, each, new Random(seed + i), photographs, book))));
        var seconds = watch.Elapsed.TotalSeconds;
        var (_, most) = server.Memory();

        await using var services = await server.Opened();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var reports = await db.Set<FieldReport>().AsNoTracking().ToListAsync();
        var numbers = await db.Set<FieldReceiptRow>().AsNoTracking().ToDictionaryAsync(r => r.Report, r => r);
        List<string> wrong = [.. book.Wrong];
        Say(reports.Count == workers * each, $"{reports.Count} reports arrived, {workers * each} were made");
        Say(reports.All(r => r.Attempt == 0), "a report is in conflict with itself");
        Say(reports.Select(r => r.Client).Distinct().Count() == reports.Count, "a report is there twice");
        Say(reports.All(r => book.Receipts.TryGetValue(r.Client, out var number) && numbers[r.Id].Number == number), "a phone has another receipt than the server");
        Say(numbers.Values.GroupBy(n => n.Day).All(d => d.Select(n => n.Serial).Order().SequenceEqual(Enumerable.Range(1, d.Count()))), "the numbers of a day have gaps");
        Say((await scope.ServiceProvider.GetRequiredService<AuditVerifier>().Verify(null, null, default)).IsClean, "the journal does not verify");
        var times = book.Times.Order().ToList();
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workers} workers, {each} reports each, {(args.Contains("--postgresql") ? "PostgreSQL" : "SQLite")}: {reports.Count} arrived in {seconds:0} s by {book.Sends} sends; line lost before {book.Before}, within {book.Within}, before the answer was seen {book.After}, sent twice at once {book.Twice}, closed {book.Closed}, storage full {book.Full}, told to wait {book.Waits}; answers median {At(0.5):0} ms, p99 {At(0.99):0} ms; most memory {most} MiB"));
        wrong.Take(20).ToList().ForEach(w => Console.Out.WriteLine($"WRONG: {w}"));
        return wrong.Count == 0 ? 0 : 1;

        double At(double share) => times.Count == 0 ? 0 : times[Math.Min(times.Count - 1, (int)(share * times.Count))];
        void Say(bool right, string what) => wrong.AddRange(right ? [] : [what]);
    }

    internal static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

    internal static MultipartFormDataContent Form(FieldMessage message, byte[] file, string name)
    {
        var form = new MultipartFormDataContent { { JsonContent.Create(message, options: EventCatalog.Json), "report" } };
        var part = new ByteArrayContent(file);
        part.Headers.ContentDisposition = new("form-data") { Name = "photograph", FileNameStar = name };
        form.Add(part);
        return form;
    }

    /// <summary>How many reports the storage of a phone takes before it is full; further ones wait in the hand until some have been sent.</summary>
    private const int Room = 2;

    private static async Task Work(FieldServer server, int worker, int count, Random random, byte[][] photographs, Book book)
    {
        var client = server.Client(server.Tokens[worker]);
        var skew = TimeSpan.FromSeconds(random.Next(-300_000, 300_000));
        var inHand = new Queue<FieldMessage>(Enumerable.Range(0, count).Select(i => new FieldMessage(Id(random), (FieldCategory)random.Next(6), $"第{i}处", null, null, 121.8m, 29.9m, 10, new DateTimeOffset(2026, 1, 1, 8, 0, i, TimeSpan.Zero) + skew, null)));
        var outbox = new Queue<FieldMessage>();
        while (Fill().TryPeek(out var message))
        {
            var photograph = photographs[message.Id.GetHashCode() & 7];
            switch (random.Next(11))
            {
                case 0 or 1:
                    Interlocked.Increment(ref book.Before);
                    break;
                case 2 or 3:
                    // Cut off at any moment: while it goes out, while the server works, or just after it has committed.
                    Interlocked.Increment(ref book.Within);
                    using (var cut = new CancellationTokenSource(random.Next(1, 400)))
                    {
                        await Send(client, message, photograph, skew, book, cut.Token);
                    }

                    break;
                case 4:
                    Interlocked.Increment(ref book.After);
                    await Send(client, message, photograph, skew, book, default);
                    break;
                case 5:
                    Interlocked.Increment(ref book.Twice);
                    var both = await Task.WhenAll(Send(client, message, photograph, skew, book, default), Send(client, message, photograph, skew, book, default));
                    if (both.OfType<string>().Distinct().Count() > 1)
                    {
                        book.Wrong.Add($"two receipts for one report: {both[0]}, {both[1]}");
                    }

                    Take(both.OfType<string>().FirstOrDefault());
                    break;
                case 6:
                    // Closed while it goes out: what the page knew is gone, what the phone had stored is there when it opens again.
                    Interlocked.Increment(ref book.Closed);
                    var going = Send(client, message, photograph, skew, book, default);
                    await Task.Delay(random.Next(1, 100));
                    client.Dispose();
                    await going;
                    client = server.Client(server.Tokens[worker]);
                    break;
                default:
                    Take(await Send(client, message, photograph, skew, book, default));
                    break;
            }

            await Task.Delay(random.Next(5, 60));

            void Take(string? number)
            {
                if (number is not null)
                {
                    book.Receipts[message.Id] = number;
                    outbox.Dequeue();
                }
            }
        }

        client.Dispose();

        Queue<FieldMessage> Fill()
        {
            while (inHand.TryPeek(out var next))
            {
                if (outbox.Count == Room)
                {
                    Interlocked.Increment(ref book.Full);
                    break;
                }

                outbox.Enqueue(next);
                inHand.Dequeue();
            }

            return outbox;
        }
    }

    /// <returns>The number of the receipt; <see langword="null"/> where the phone has not seen one.</returns>
    private static async Task<string?> Send(HttpClient client, FieldMessage message, byte[] photograph, TimeSpan skew, Book book, CancellationToken cancel)
    {
        Interlocked.Increment(ref book.Sends);
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var form = Form(message with { Sent = message.Taken!.Value + skew + TimeSpan.FromSeconds(book.Sends) }, photograph, "a.jpg");
            using var answer = await client.PostAsync("/api/v1/field/reports", form, cancel);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
            {
                Interlocked.Increment(ref book.Waits);
                await Task.Delay(TimeSpan.FromSeconds(5), cancel);
                return null;
            }
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                book.Wrong.Add($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancel)}");
                return null;
            }

            var receipt = (await answer.Content.ReadFromJsonAsync<FieldReceipt>(EventCatalog.Json, cancel))!;
            book.Times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (receipt.ConflictsWith is not null)
            {
                book.Wrong.Add($"{receipt.Number} conflicts with {receipt.ConflictsWith}");
            }

            return receipt.Number;
        }
        catch (Exception lost) when (lost is OperationCanceledException or HttpRequestException or ObjectDisposedException or IOException)
        {
            return null;
        }
    }

    private static Guid Id(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    private sealed class Book
    {
        public int Sends;
        public int Before;
        public int Within;
        public int After;
        public int Twice;
        public int Waits;
        public int Closed;
        public int Full;

        public ConcurrentDictionary<Guid, string> Receipts { get; } = [];

        public ConcurrentBag<string> Wrong { get; } = [];

        public ConcurrentBag<double> Times { get; } = [];
    }
}
