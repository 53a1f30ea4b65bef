using System.CommandLine;
using System.Net;
using Bihuan.Accounts;
using Bihuan.Platform;
using Bihuan.Web.Sample;

namespace Bihuan.Web.Commands;

/// <summary><c>bihuan serve</c>: the web application. The host ends it in order on SIGTERM and Ctrl+C.</summary>
internal sealed class ServeCommand : Command
{
    private readonly PlaceOptions _place;
    private readonly Option<string> _urls = new("--urls") { DefaultValueFactory = _ => "http://localhost:5080" };
    private readonly Option<string?> _sample = new("--sample");

    public ServeCommand(CommandConsole console)
        : base("serve")
    {
        _place = new(this);
        Add(_urls);
        Add(_sample);
        SetAction((parsed, cancel) => Serve(_place.Read(parsed) with { Urls = parsed.GetValue(_urls)! }, parsed.GetValue(_sample), console.Out, cancel));
    }

    /// <summary>Serves until it is told to end.</summary>
    public static async Task<int> Serve(HostOptions options, string? sample, TextWriter output, CancellationToken cancel)
    {
        var app = await BihuanApp.Build(options, cancel);
        await using (app)
        {
            if (!await MaySample(app, sample, options.Urls, output, cancel))
            {
                return CommandLine.Refused;
            }

            await app.RunAsync(cancel);
        }

        return CommandLine.Done;
    }

    /// <summary>Loads the sample where asked for. A sample is never served to other machines, also when it was loaded before.</summary>
    private static async Task<bool> MaySample(WebApplication app, string? sample, string urls, TextWriter output, CancellationToken cancel)
    {
        var words = app.Services.GetRequiredService<Words>();
        await using var scope = app.Services.CreateAsyncScope();
        var profile = await scope.ServiceProvider.GetRequiredService<IDistrictProfile>().Get(cancel);
        if (sample is not null && sample != SampleDistrict.Name)
        {
            await output.WriteLineAsync(words["sample.unknown", sample, SampleDistrict.Name]);
            return false;
        }
        if ((sample is not null || profile.IsSample) && !urls.Split(';').All(IsLoopback))
        {
            await output.WriteLineAsync(words["sample.loopback"]);
            return false;
        }
        if (sample is null)
        {
            return true;
        }
        if (profile.Name is not null)
        {
            await output.WriteLineAsync(words[profile.IsSample ? "sample.there" : "sample.other"]);
            return profile.IsSample;
        }

        return await (await app.Services.GetRequiredService<ISampleDistrict>().Load(cancel)).Match(
            async accounts =>
            {
                await output.WriteLineAsync(words["sample.accounts"]);
                foreach (var account in accounts)
                {
                    await output.WriteLineAsync($"  {account.Name,-10} {account.Password}  {words.Of(account.Role)}  {account.Unit}");
                }

                return true;
            },
            async problems =>
            {
                foreach (var problem in problems)
                {
                    await output.WriteLineAsync(words.Say(problem));
                }

                return false;
            });
    }

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
