using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Bihuan.Hazards;
using Bihuan.Hazards.Tests;
using Bihuan.Persistence;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace Bihuan.Bench;

/// <summary><c>bench uploads [--files N] [--seed N]</c>: files that are not what they say, each as the photograph of a report to the running program. Each must be taken as
/// a picture drawn anew or refused with reasons in words; in the store there must be nothing but such pictures; prints what was answered and the most memory
/// of the program. Exits with 1 where anything is amiss.</summary>
internal static class UploadLoad
{
    /// <summary>Of one account in a minute there are no more than 60.</summary>
    private const int OfOneToken = 50;

    private static readonly byte[] Script = "<!DOCTYPE html><html><body><script>fetch('/api/v1/field/me')</script></body></html>"u8.ToArray();

    private static readonly string[] Names = ["a.jpg", "a.png", "../../../etc/passwd", "..\\..\\web.config", "a.html", "a.svg", "a.jpg.exe", "a\0.jpg", "con", "照片.jpeg", "a.php", "<script>.jpg", new('x', 300)];

    public static async Task<int> Run(string[] args)
    {
        var (files, seed) = (FieldLoad.Number(args, "--files", 20_000), FieldLoad.Number(args, "--seed", 1));
        await using var server = await FieldServer.Start((files / OfOneToken) + 1, postgresql: false);
        var (before, _) = server.Memory();
        var kinds = Kinds();
        var answers = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var wrong = new ConcurrentBag<string>();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, (files / OfOneToken) + 1), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (token, cancel) =>
        {
            using var client = server.Client(server.Tokens[token]);
            for (var i = token * OfOneToken; i < Math.Min(files, (token + 1) * OfOneToken); i++)
            {
                var random = new Random((seed * 1_000_003) + i);
                var (kind, file) = Next(kinds, random);
                await Upload(client, kind, file, Names[random.Next(Names.Length)], random, answers, wrong, cancel);
            }
        });
        var seconds = watch.Elapsed.TotalSeconds;
        var (_, most) = server.Memory();

        await using var services = await server.Opened();
        var store = services.GetRequiredService<IFileStore>();
        var kept = 0;
        await foreach (var file in store.List(default))
        {
            await using var stream = (await store.Open(file.Hash, default))!;
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            var content = bytes.ToArray();
            kept++;
            if (await MediaTypes.Sniff(bytes, "a.html", default) != MediaTypes.Jpeg || !content.AsSpan().EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]) || content.AsSpan().IndexOf("script"u8) >= 0 || SKBitmap.DecodeBounds(content) is not { Width: > 0 and <= 2048, Height: > 0 and <= 2048 })
            {
                wrong.Add($"{file.Hash} is kept and is no picture of ours");
            }
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files} files in {seconds:0} s ({files / seconds:0} a second); {kept} pictures kept; memory {before} MiB before, {most} MiB at most"));
        foreach (var (answer, count) in answers.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            Console.Out.WriteLine($"{answer,-34}{count,8}");
        }

        wrong.Take(20).ToList().ForEach(w => Console.Out.WriteLine($"WRONG: {w}"));
        return wrong.IsEmpty ? 0 : 1;
    }

    private static async Task Upload(HttpClient client, string kind, byte[] file, string name, Random random, ConcurrentDictionary<string, int> answers, ConcurrentBag<string> wrong, CancellationToken cancel)
    {
        var id = new byte[16];
        random.NextBytes(id);
        var at = new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
        using var form = FieldLoad.Form(new(new(id), FieldCategory.Other, null, null, null, null, null, null, at, at), file, name);
        using var answer = await client.PostAsync("/api/v1/field/reports", form, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        string said;
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            said = "taken";
        }
        else if (answer.StatusCode == HttpStatusCode.UnprocessableEntity && JsonDocument.Parse(text).RootElement.GetProperty("problems").EnumerateArray().ToList() is [var problem] && problem.GetProperty("message").GetString() is { Length: > 4 } message && message != problem.GetProperty("code").GetString())
        {
            said = problem.GetProperty("code").GetString()!;
        }
        else
        {
            said = $"{(int)answer.StatusCode}";
            wrong.Add($"{kind} {name}: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 200)]}");
        }

        answers.AddOrUpdate($"{kind}: {said}", 1, (_, n) => n + 1);
    }

    /// <summary>The kinds, each with how often it comes.</summary>
    private static List<(string Kind, int Weight, Func<Random, byte[]> Make)> Kinds()
    {
        var (jpeg, png, webp) = (Pictures.Of(SKEncodedImageFormat.Jpeg, 320, 240), Pictures.Of(SKEncodedImageFormat.Png, 320, 240), Pictures.Of(SKEncodedImageFormat.Webp, 320, 240));
        var (bomb, huge, whole, camera) = (Pictures.ZipBomb(), Pictures.Huge(10_000, 10_000), Pictures.Huge(5_000, 5_000), Pictures.Of(SKEncodedImageFormat.Jpeg, 8_000, 6_000));
        var notes = Pictures.Notes(taken: "2022:03:31 23:30:00", offset: "+08:00", at: (29.9, 121.8), satelliteDay: "2022:03:31");
        byte[][] pictures = [jpeg, png, webp];
        return
        [
            ("a picture", 5, r => pictures[r.Next(3)]),
            ("picture and page", 10, r => [.. pictures[r.Next(3)], .. Script]),
            ("page within a picture", 10, r => Pictures.WithSegment(jpeg, (byte)(r.Next(2) == 0 ? 0xFE : 0xE1), Script)),
            ("picture and packed file", 4, r => [.. pictures[r.Next(3)], .. bomb]),
            ("vector picture with script", 8, r => Encoding.UTF8.GetBytes($"{new string(' ', r.Next(3))}<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert({r.Next()})\"><script>alert(1)</script></svg>")),
            ("script as GIF", 8, r => Encoding.ASCII.GetBytes($"GIF89a/*{new string('\0', r.Next(4, 40))}*/=alert({r.Next()})//")),
            ("page", 6, _ => Script),
            ("packed bomb", 4, _ => bomb),
            ("100 megapixels on 100 kB", 3, _ => huge),
            ("25 megapixels, held whole", 1, _ => whole),
            ("48 megapixels of a camera", 1, _ => camera),
            ("cut off", 12, r => Cut(pictures[r.Next(3)], r)),
            ("bytes changed", 20, r => Changed(pictures[r.Next(3)], r)),
            ("notes changed", 10, r => Pictures.WithNotes(jpeg, Changed(notes, r))),
            ("empty or a byte", 3, r => new byte[r.Next(2)]),
            ("noise", 6, r => Noise([], r)),
            ("noise behind a beginning", 8, r => Noise(pictures[r.Next(3)][..r.Next(4, 40)], r)),
            ("a program", 2, r => Noise("MZ"u8.ToArray(), r)),
        ];
    }

    private static (string Kind, byte[] File) Next(List<(string Kind, int Weight, Func<Random, byte[]> Make)> kinds, Random random)
    {
        var at = random.Next(kinds.Sum(k => k.Weight));
        var (kind, _, make) = kinds.First(k => (at -= k.Weight) < 0);
        return (kind, make(random));
    }

    private static byte[] Cut(byte[] file, Random random) => file[..random.Next(1, file.Length)];

    private static byte[] Changed(byte[] file, Random random)
    {
        var changed = file.ToArray();
        for (var i = random.Next(1, 20); i > 0; i--)
        {
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
        }

        return changed;
    }

    private static byte[] Noise(byte[] start, Random random)
    {
        var noise = new byte[random.Next(1, 4_000)];
        random.NextBytes(noise);
        return [.. start, .. noise];
    }
}
