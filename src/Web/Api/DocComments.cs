using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Bihuan.Web.Api;

/// <summary>The doc comments of our own assemblies, which the compiler writes beside them: the descriptions of the API.</summary>
internal sealed partial class DocComments
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    public DocComments(IEnumerable<Assembly> assemblies)
    {
        foreach (var assembly in assemblies.Distinct())
        {
            var file = Path.ChangeExtension(assembly.Location, ".xml");
            if (File.Exists(file))
            {
                foreach (var member in XDocument.Load(file).Descendants("member"))
                {
                    _members[member.Attribute("name")!.Value] = member;
                }
            }
        }
    }

    /// <summary>What a type is; of a request nested in its feature, what the feature does.</summary>
    public string? SummaryOf(Type type)
    {
        var own = Text(type, "summary");
        return own ?? (type.DeclaringType is { } feature ? Text(feature, "summary") : null);
    }

    /// <summary>What a property is: its own summary, or that of the record's parameter.</summary>
    public string? SummaryOf(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        if (_members.TryGetValue($"P:{Name(type)}.{property.Name}", out var member) && Clean(member.Element("summary")) is { } own)
        {
            return own;
        }

        return _members.TryGetValue($"T:{Name(type)}", out var record) ? Clean(record.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == property.Name)) : null;
    }

    private string? Text(Type type, string element) => _members.TryGetValue($"T:{Name(type)}", out var member) ? Clean(member.Element(element)) : null;

    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Clean(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        foreach (var reference in element.Descendants().Where(e => e.Name.LocalName is "see" or "paramref" or "c").ToList())
        {
            reference.ReplaceWith((reference.Attribute("cref")?.Value ?? reference.Attribute("langword")?.Value ?? reference.Attribute("name")?.Value ?? reference.Value).Split('.', ':')[^1]);
        }

        var text = Spaces().Replace(element.Value, " ").Trim();
        return text.Length == 0 ? null : text;
    }

    [GeneratedRegex(@"\s{1,200}")]
    private static partial Regex Spaces();
}
