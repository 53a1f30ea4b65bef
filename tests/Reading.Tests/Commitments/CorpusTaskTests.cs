using System.Text.Json;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

/// <summary>The tasks of the invented documents in plain text, field by field.</summary>
public sealed class CorpusTaskTests
{
    public static TheoryData<string> Documents()
    {
        var names = new TheoryData<string>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Shared.Repository, "tests/Reading.Tests/Corpus"), "*.labels.json").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path)[..^".labels.json".Length];
            if (File.Exists(Path.Combine(Path.GetDirectoryName(path)!, name + ".txt")) && File.ReadAllText(path).Contains("\"task\"", StringComparison.Ordinal))
            {
                names.Add(name);
            }
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Tasks_are_read_as_labelled_in(string name)
    {
        var folder = Path.Combine(Shared.Repository, "tests/Reading.Tests/Corpus");
        using var labels = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name + ".labels.json")));
        var result = Reader.Read(new SourceText(File.ReadAllText(Path.Combine(folder, name + ".txt"))));
        var expected = labels.RootElement.GetProperty("documents").EnumerateArray()
            .SelectMany(d => d.GetProperty("commitments").EnumerateArray()).Where(c => c.GetProperty("kind").GetString() == "task").ToList();
        var tasks = result.Documents.SelectMany(d => d.Commitments).OfType<TaskCommitment>().ToList();
        var wrong = new List<string>();
        foreach (var label in expected)
        {
            var start = label.GetProperty("bodyStart").GetString()!;
            var task = tasks.Find(t => GazetteReading.Bare(t.Body).StartsWith(GazetteReading.Bare(start), StringComparison.Ordinal));
            if (task is null)
            {
                wrong.Add($"missing {label.GetProperty("place")} {start}");
                continue;
            }

            tasks.Remove(task);
            foreach (var (what, read) in new (string, object?)[]
            {
                ("place", task.Place), ("number", task.Number), ("leaders", task.Leaders), ("leadUnits", task.LeadUnits), ("units", task.Units), ("streets", task.Streets), ("openEnded", task.OpenEnded),
            })
            {
                if (label.TryGetProperty(what, out var field) && !(what == "place" && field.ValueKind == JsonValueKind.Null))
                {
                    var printed = field.ValueKind == JsonValueKind.Array ? string.Join('、', field.EnumerateArray().Select(e => e.GetString())) : field.ToString();
                    var actual = read is IReadOnlyList<string> list ? string.Join('、', list) : read?.ToString() ?? "";
                    if (printed != actual)
                    {
                        wrong.Add($"{task.Place} {what}: expected {printed}, read {actual}");
                    }
                }
            }

            if (!GazetteReading.Bare(task.Body).EndsWith(GazetteReading.Bare(label.GetProperty("bodyEnd").GetString()), StringComparison.Ordinal))
            {
                wrong.Add($"{task.Place} end: {task.Body}");
            }
            if (label.TryGetProperty("deadline", out var deadline))
            {
                var date = deadline.ValueKind == JsonValueKind.Null ? "" : deadline.GetProperty("date").ToString();
                if (date != (task.Deadline?.Date?.ToString("yyyy-MM-dd") ?? ""))
                {
                    wrong.Add($"{task.Place} deadline: expected {deadline}, read {task.Deadline}");
                }
            }
        }

        wrong.AddRange(tasks.Select(t => $"surplus {t.Place} {t.Body}"));
        wrong.ForEach(w => TestContext.Current.TestOutputHelper?.WriteLine(w));
        Assert.Empty(wrong);
    }
}
