using System.Globalization;
using System.Text;
using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Messaging;

/// <summary>What goes out: a subject and a text.</summary>
internal sealed record Letter(string Subject, string Text);

/// <summary>Words notifications for people outside of the pages: one message for all that go out together.</summary>
internal sealed class Letters(Words words, MessagingSettings settings)
{
    /// <summary>A subject longer than this is cut off by most mail programs.</summary>
    private const int MaxSubject = 100;

    /// <summary>A letter of some notifications.</summary>
    /// <param name="told">At least one, oldest first.</param>
    /// <param name="district">The district's name.</param>
    /// <param name="number">Names the message, so that one that comes twice is known.</param>
    /// <param name="isEnglish">The language.</param>
    /// <param name="maxBytes">How long the text may be in UTF-8; what does not fit is counted.</param>
    /// <param name="footKey">The key of the last line, if any.</param>
    public Letter Compose(IReadOnlyList<Notification> told, string district, Guid number, bool isEnglish, int maxBytes = int.MaxValue, string? footKey = null) => In(isEnglish, () =>
    {
        var urgent = told.Any(n => n.Urgent) ? words["message.urgent"] : "";
        var subject = told.Count == 1 ? TextOf(told[0]) : words["message.several", told.Count];
        var foot = new StringBuilder();
        if (footKey is not null)
        {
            foot.Append('\n').Append(words[footKey, Absolute("/me/messages")]);
        }

        foot.Append('\n').Append(words["message.number", number.ToString("N")[^12..]]).Append('\n');
        var head = $"{words["message.head", district]}{urgent}\n";
        var (text, shown) = (new StringBuilder(head), 0);
        // Room for the line that counts the rest.
        var room = maxBytes - Encoding.UTF8.GetByteCount(head) - Encoding.UTF8.GetByteCount(foot.ToString()) - 120;
        foreach (var notification in told)
        {
            var line = $"\n{(told.Count == 1 ? "" : $"{shown + 1}. ")}{(notification.Urgent && told.Count > 1 ? urgent : "")}{TextOf(notification)}\n{At(notification.Created)}{(notification.Link is { } link ? $"  {Absolute(NoticeLinks.By(link, "mail"))}" : "")}\n";
            room -= Encoding.UTF8.GetByteCount(line);
            if (room < 0)
            {
                break;
            }

            text.Append(line);
            shown++;
        }

        if (shown < told.Count)
        {
            text.Append('\n').Append(words["message.more", told.Count - shown, Absolute("/home")]).Append('\n');
        }

        return new Letter(Cut($"{words["message.head", district]}{urgent}{subject}"), text.Append(foot).ToString());
    });

    /// <summary>A letter that only shows that it arrives.</summary>
    public Letter Test(string district, Guid number, bool isEnglish) => In(isEnglish, () =>
        new Letter(Cut($"{words["message.head", district]}{words["message.test"]}"), $"{words["message.head", district]}{words["message.test"]}\n\n{words["message.testText"]}\n\n{words["message.number", number.ToString("N")[^12..]]}\n"));

    /// <summary>A page's address as people outside can open it.</summary>
    public string Absolute(string link) => settings.Address is { Length: > 0 } address ? address.TrimEnd('/') + link : link;

    private string TextOf(Notification notification) => words[notification.TextKey, [.. notification.Values]];

    private static string At(DateTimeOffset moment) => DistrictDay.Local(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Cut(string subject)
    {
        var line = string.Concat(subject.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= MaxSubject ? line : line[..(char.IsHighSurrogate(line[MaxSubject - 2]) ? MaxSubject - 2 : MaxSubject - 1)] + "…";
    }

    private static T In<T>(bool isEnglish, Func<T> make)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new(isEnglish ? "en" : "zh-CN");
        try
        {
            return make();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
