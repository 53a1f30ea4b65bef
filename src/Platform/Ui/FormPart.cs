namespace Bihuan.Platform;

/// <summary>What a person enters about something that others may change too.</summary>
public interface IVersionedForm
{
    /// <summary>The version that the person has seen.</summary>
    int Version { get; set; }
}

/// <summary>One thing in which two versions differ, and how to take theirs into the form.</summary>
/// <param name="Field">As the dialog of a clash shows it.</param>
/// <param name="TakeTheirs">Puts theirs into the form.</param>
public sealed record FormDifference(ClashField Field, Action TakeTheirs);

/// <summary>A field or a list of a form: what it is called, and how two versions of it compare.</summary>
/// <typeparam name="TForm">The form.</typeparam>
/// <param name="Key">The field of the problems that are about it.</param>
/// <param name="Label">What it is called on the page.</param>
/// <param name="Compare">Compares what was seen, mine and theirs.</param>
public sealed record FormPart<TForm>(string Key, string Label, Func<TForm, TForm, TForm, ValueTask<IReadOnlyList<FormDifference>>> Compare);

/// <summary>Makes the parts of a form.</summary>
public static class FormParts
{
    /// <summary>A field that reads as text.</summary>
    /// <param name="key">The field of the problems that are about it.</param>
    /// <param name="label">What it is called on the page.</param>
    /// <param name="text">How it reads.</param>
    /// <param name="take">Copies it to the first form from the second.</param>
    public static FormPart<TForm> Field<TForm>(string key, string label, Func<TForm, string?> text, Action<TForm, TForm> take) => Field<TForm>(key, label, f => ValueTask.FromResult(text(f)), take);

    /// <summary>A field whose text has to be looked up, such as the name of a unit.</summary>
    /// <param name="key">The field of the problems that are about it.</param>
    /// <param name="label">What it is called on the page.</param>
    /// <param name="text">How it reads.</param>
    /// <param name="take">Copies it to the first form from the second.</param>
    public static FormPart<TForm> Field<TForm>(string key, string label, Func<TForm, ValueTask<string?>> text, Action<TForm, TForm> take) => new(key, label, async (seen, mine, theirs) =>
        [new(new(key, label, Trim(await text(seen)), Trim(await text(mine)), Trim(await text(theirs))), () => take(mine, theirs))]);

    /// <summary>A list: each line that only one of the two has is chosen by itself, so that two people may change different lines.</summary>
    /// <param name="key">The field of the problems that are about it.</param>
    /// <param name="label">What it is called on the page.</param>
    /// <param name="lines">The list.</param>
    /// <param name="text">How a line reads; lines that read alike are the same.</param>
    public static FormPart<TForm> Lines<TForm, TLine>(string key, string label, Func<TForm, List<TLine>> lines, Func<TLine, ValueTask<string>> text) => new(key, label, async (seen, mine, theirs) =>
    {
        var (before, here, there) = (await Read(seen), await Read(mine), await Read(theirs));
        List<FormDifference> all = [];
        foreach (var line in before.Concat(here).Concat(there).Select(l => l.Text).Distinct(StringComparer.Ordinal))
        {
            all.Add(new(new($"{key} {line}", label, Shown(before, line), Shown(here, line), Shown(there, line)), () => Take(line)));
        }

        return all;

        async Task<List<(string Text, TLine Line)>> Read(TForm form)
        {
            List<(string, TLine)> read = [];
            foreach (var line in lines(form))
            {
                read.Add((await text(line), line));
            }

            return read;
        }

        static string Shown(List<(string Text, TLine Line)> list, string line) => list.Exists(l => l.Text == line) ? line : "";

        void Take(string line)
        {
            var list = lines(mine);
            list.RemoveAll(l => here.Exists(h => h.Text == line && ReferenceEquals(h.Line, l)));
            if (there.FindIndex(t => t.Text == line) is >= 0 and var at)
            {
                list.Insert(Math.Min(at, list.Count), there[at].Line);
            }
        }
    });

    private static string Trim(string? text) => text?.Trim() ?? "";
}
