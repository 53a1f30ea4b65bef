using Bihuan.Persistence;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Bihuan.Messaging;

/// <summary>Hands mail to the mail server.</summary>
internal sealed class MailSender(MessagingSettings settings, MachineClock clock)
{
    /// <summary>What is missing in the settings, in words of a code; <see langword="null"/> where mail can be sent.</summary>
    public string? Missing => settings.Smtp is not { Host.Length: > 0 } ? "MSG-030" : !MailboxAddress.TryParse(settings.Smtp.From, out _) ? "MSG-031" : null;

    /// <summary>Sends a letter.</summary>
    /// <param name="to">The address.</param>
    /// <param name="letter">What.</param>
    /// <param name="number">Becomes the message's id: a mail that is sent again because nobody knows whether it went carries the same, and mail programs show it once.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome> Send(string to, Letter letter, Guid number, CancellationToken cancel)
    {
        if (Missing is { } missing)
        {
            return Outcome.Failed(missing);
        }
        if (!MailboxAddress.TryParse(to, out var receiver))
        {
            return Outcome.Failed("MSG-020", isFinal: true);
        }

        var smtp = settings.Smtp!;
        var sender = MailboxAddress.Parse(smtp.From);
        using var message = new MimeMessage();
        message.From.Add(sender);
        message.To.Add(receiver);
        message.Subject = letter.Subject;
        message.Date = clock.Now;
        message.MessageId = $"{number:N}@{sender.Domain}";
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new TextPart("plain") { Text = letter.Text };

        using var client = new SmtpClient { Timeout = (int)settings.Timeout.TotalMilliseconds, CheckCertificateRevocation = smtp.CheckRevocation };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(settings.Timeout * 2);
        try
        {
            await client.ConnectAsync(smtp.Host, smtp.Port, smtp.Tls switch { SmtpTls.None => SecureSocketOptions.None, SmtpTls.StartTls => SecureSocketOptions.StartTls, SmtpTls.Tls => SecureSocketOptions.SslOnConnect, _ => SecureSocketOptions.Auto }, limit.Token);
            if (smtp.User is { Length: > 0 } user)
            {
                await client.AuthenticateAsync(user, await Password(smtp, limit.Token), limit.Token);
            }

            await client.SendAsync(message, limit.Token);
        }
        catch (SmtpCommandException refused)
        {
            // 5xx of one address is its last word; of anything else it may be the server's trouble.
            return Outcome.Failed("MSG-032", $"{(int)refused.StatusCode} {refused.Message}", refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)refused.StatusCode >= 500);
        }
        catch (AuthenticationException refused)
        {
            return Outcome.Failed("MSG-033", refused.Message);
        }
        catch (Exception failure) when (failure is IOException or ProtocolException or CommandException or System.Net.Sockets.SocketException or SslHandshakeException or NotSupportedException or TimeoutException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return Outcome.Failed("MSG-034", failure.Message);
        }

        // The server has it; a farewell that fails changes nothing.
        try
        {
            await client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception failure) when (failure is IOException or ProtocolException or System.Net.Sockets.SocketException or OperationCanceledException)
        {
            return Outcome.Sent;
        }

        return Outcome.Sent;
    }

    private static async Task<string> Password(SmtpSettings smtp, CancellationToken cancel) =>
        smtp.PasswordFile is { Length: > 0 } file ? (await File.ReadAllTextAsync(file, cancel)).TrimEnd('\r', '\n') : smtp.Password ?? "";
}
