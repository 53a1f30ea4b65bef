namespace Bihuan.Messaging;

/// <summary>How messages leave the house. Taken from the configuration's section <c>Messaging</c>.</summary>
public sealed record MessagingSettings
{
    /// <summary>Where people reach this program, such as <c>https://bihuan.example.gov.cn</c>; links in messages begin with it. Without it messages
    /// say only which page.</summary>
    public string? Address { get; init; }

    /// <summary>The mail server; no mail without one.</summary>
    public SmtpSettings? Smtp { get; init; }

    /// <summary>Networks of other systems that may be spoken to although they are private, as CIDR with commas between, such as
    /// <c>10.20.0.0/16, 192.168.7.0/24</c>. Without it no loopback, private or link-local address is ever connected to.</summary>
    public string AllowPrivateAddresses { get; init; } = "";

    /// <summary>How long one node holds a message without a sign of life; longer than <see cref="Timeout"/>.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the other side may take to answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long to wait before looking for what other nodes have told.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause after the first failure; it doubles with each.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromHours(1);

    /// <summary>After so many failures a message is given up, an event parked.</summary>
    public int Tries { get; init; } = 12;

    /// <summary>After so many parked events without one that arrived, a subscription is stopped.</summary>
    public int ParkedBeforeStop { get; init; } = 3;

    /// <summary>The pause after some failures.</summary>
    internal TimeSpan PauseAfter(int failures) => TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(failures - 1, 20)));
}

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpTls
{
    /// <summary>TLS where the server offers it.</summary>
    Auto,

    /// <summary>TLS from the first byte, as on port 465.</summary>
    Tls,

    /// <summary>STARTTLS, or nothing is sent.</summary>
    StartTls,

    /// <summary>None; for a server on this machine.</summary>
    None,
}

/// <summary>The mail server (SMTP). The password comes from the environment (<c>Messaging__Smtp__Password</c>) or from a file.</summary>
public sealed record SmtpSettings
{
    /// <summary>The server's name.</summary>
    public string Host { get; init; } = "";

    /// <summary>Its port; 0 for the usual one.</summary>
    public int Port { get; init; }

    /// <summary>The name to log in with; none without it.</summary>
    public string? User { get; init; }

    /// <summary>The password.</summary>
    public string? Password { get; init; }

    /// <summary>A file that holds nothing but the password, read at each message, so that it can be changed while the program runs.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>The sender, such as <c>bihuan@example.gov.cn</c>.</summary>
    public string From { get; init; } = "";

    /// <summary>How the connection is protected.</summary>
    public SmtpTls Tls { get; init; }

    /// <summary>Whether the certificate is looked up in its issuer's list of revoked ones; off where that cannot be reached.</summary>
    public bool CheckRevocation { get; init; } = true;

    /// <summary>Leaves the password out.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
