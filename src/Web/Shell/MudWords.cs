using Bihuan.Platform;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Bihuan.Web.Shell;

/// <summary>MudBlazor's own words in Chinese, from <c>words.json</c> under their keys; English is built in.</summary>
internal sealed class MudWords(Words words) : MudLocalizer
{
    private const string Prefix = "Mud.";

    public override LocalizedString this[string key] => new(key, words[Prefix + key], !words.All.ContainsKey(Prefix + key));

    public override LocalizedString this[string key, params object[] arguments] => new(key, words[Prefix + key, arguments], !words.All.ContainsKey(Prefix + key));
}
