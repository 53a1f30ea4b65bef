using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Bihuan.Messaging;

/// <summary>The one way over HTTP to other systems. The address is judged when the connection is made, after the name was looked up, so that a
/// name that leads elsewhere by then is caught; redirects are not followed; no proxy of the environment stands between.</summary>
internal sealed class OutsideHttp : IDisposable
{
    /// <summary>Robots and webhooks answer with a line.</summary>
    private const int MaxAnswer = 64 * 1024;

    private readonly OutsideAddresses _addresses;
    private readonly IHostNames _names;
    private readonly HttpClient _http;

    public OutsideHttp(OutsideAddresses addresses, IHostNames names, MessagingSettings settings)
    {
        (_addresses, _names) = (addresses, names);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectTimeout = settings.Timeout, PooledConnectionLifetime = TimeSpan.FromMinutes(2), ConnectCallback = Connect };
        _http = new(handler) { Timeout = settings.Timeout, MaxResponseContentBufferSize = MaxAnswer };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Bihuan", null));
    }

    /// <summary>What is wrong with an address that somebody enters: no http or https, or it leads into the house already.</summary>
    /// <returns>A code; <see langword="null"/> where nothing is. A name that is not known yet may be entered.</returns>
    public async Task<string?> Wrong(string address, CancellationToken cancel)
    {
        if (address.Length > 2000 || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || uri.Host.Length == 0)
        {
            return "MSG-010";
        }

        try
        {
            return (await _names.Find(uri.IdnHost.Trim('[', ']'), cancel)).All(_addresses.MayConnect) ? null : "MSG-011";
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>Posts JSON.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="body">The JSON, as it is signed.</param>
    /// <param name="headers">Further headers.</param>
    /// <param name="judge">Judges the text of an answer with a status of success.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome> Post(Uri address, string body, IReadOnlyDictionary<string, string> headers, Func<string, Outcome> judge, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        try
        {
            using var answer = await _http.SendAsync(request, cancel);
            var status = (int)answer.StatusCode;
            return status switch
            {
                >= 200 and < 300 => judge(await answer.Content.ReadAsStringAsync(cancel)),
                >= 300 and < 400 => Outcome.Failed("MSG-042", answer.Headers.Location?.Host),
                _ => Outcome.Failed("MSG-041", $"{status} {answer.ReasonPhrase}"),
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Outcome.Failed("MSG-043");
        }
        catch (HttpRequestException failure)
        {
            return Refused(failure) is { } refused ? Outcome.Failed("MSG-011", refused.Host) : Outcome.Failed("MSG-044", (failure.InnerException ?? failure).Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await _names.Find(host, cancel);

        // One address inside the house is enough: a name that leads to both is a trick.
        if (addresses.Length == 0 || !addresses.All(_addresses.MayConnect))
        {
            throw new AddressRefusedException(host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static AddressRefusedException? Refused(Exception failure)
    {
        for (Exception? inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is AddressRefusedException refused)
            {
                return refused;
            }
        }

        return null;
    }
}

/// <summary>The address leads to where nothing may be sent.</summary>
internal sealed class AddressRefusedException(string host) : IOException($"{host} leads to an address that must not be connected to.")
{
    public string Host { get; } = host;
}
