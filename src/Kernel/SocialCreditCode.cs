namespace Bihuan.Kernel;

/// <summary>A unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters.</summary>
/// <remarks>
/// Position 1 names the registering authority, 2 the kind of body, 3–8 the administrative division (GB/T 2260), 9–17 the organisation
/// code with its own check character at 17 (GB 11714), 18 is the check character over all. The letters I, O, S, V and Z do not occur.
/// A code is never corrected in silence: where I, O, S or Z was typed, the refusal says which digit is likely meant.
/// </remarks>
public readonly record struct SocialCreditCode
{
    /// <summary>How many characters it has.</summary>
    public const int Length = 18;

    /// <summary>In the order of their values 0 to 30.</summary>
    private const string Characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>3^(i-1) mod 31 for positions 1 to 17 (GB 32100-2015, 表B.1).</summary>
    private static ReadOnlySpan<byte> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>The first eight characters of the organisation code (GB 11714).</summary>
    private static ReadOnlySpan<byte> OrganisationWeights => [3, 7, 9, 10, 5, 8, 4, 2];

    private readonly string? _value;

    private SocialCreditCode(string value) => _value = value;

    /// <summary>The code in upper-case, half-width characters; empty for <see langword="default"/>.</summary>
    public string Value => _value ?? "";

    /// <summary>The administrative division of the registering authority, six digits.</summary>
    public string Division => Value.Length == Length ? Value[2..8] : "";

    /// <summary>The organisation code with its check character, nine characters.</summary>
    public string Organisation => Value.Length == Length ? Value[8..17] : "";

    /// <summary>Reads a code. Blanks around it, small letters and full-width characters are allowed.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="field">The field that a refusal names.</param>
    /// <returns>The code, or every reason against it.</returns>
    public static Result<SocialCreditCode> Parse(string? text, string field = "统一社会信用代码")
    {
        var code = Normalise(text);
        if (code.Length != Length)
        {
            return new Problem("KERN-101", field, code.Length == 0 ? "没有填写统一社会信用代码，应为18位。" : $"统一社会信用代码应为18位，这里是{code.Length}位。");
        }

        var problems = CheckCharacters(code, field);
        if (problems.Count == 0)
        {
            problems = CheckSums(code, field);
        }

        return problems.Count == 0 ? new SocialCreditCode(code) : new Result<SocialCreditCode>.Refused(problems);
    }

    /// <summary>As <see cref="Parse"/>, without the reasons.</summary>
    public static bool TryParse(string? text, out SocialCreditCode code)
    {
        code = Parse(text) is Result<SocialCreditCode>.Done(var value) ? value : default;
        return code != default;
    }

    /// <summary>The check character of an organisation code (GB 11714), position 17.</summary>
    /// <param name="eight">Its first eight characters, each a digit or an upper-case letter.</param>
    public static char OrganisationCheck(ReadOnlySpan<char> eight)
    {
        var sum = 0;
        for (var i = 0; i < OrganisationWeights.Length; i++)
        {
            // Here letters count on from 10 by the alphabet, no letter left out.
            sum += OrganisationWeights[i] * (char.IsAsciiDigit(eight[i]) ? eight[i] - '0' : eight[i] - 'A' + 10);
        }

        return (11 - (sum % 11)) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };
    }

    /// <summary>The check character over all, position 18.</summary>
    /// <param name="seventeen">The first 17 characters, each one that a code may hold.</param>
    public static char Check(ReadOnlySpan<char> seventeen)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Weights[i] * Characters.IndexOf(seventeen[i], StringComparison.Ordinal);
        }

        // The outer remainder matters: a sum that 31 divides has the check value 0.
        return Characters[(31 - (sum % 31)) % 31];
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string Normalise(string? text)
    {
        var trimmed = (text ?? "").Trim();
        return trimmed.Length > 64 ? trimmed : string.Create(trimmed.Length, trimmed, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var c = from[i] is >= '！' and <= '～' ? (char)(from[i] - '！' + '!') : from[i];
                span[i] = char.IsAsciiLetterLower(c) ? (char)(c - 'a' + 'A') : c;
            }
        });
    }

    private static List<Problem> CheckCharacters(string code, string field)
    {
        List<Problem> problems = [];
        for (var i = 0; i < Length; i++)
        {
            if (i is >= 2 and < 8 ? char.IsAsciiDigit(code[i]) : Characters.Contains(code[i], StringComparison.Ordinal))
            {
                continue;
            }

            var meant = code[i] switch { 'I' => "1", 'O' => "0", 'S' => "5", 'Z' => "2", _ => null };
            problems.Add(new Problem("KERN-102", field,
                i is >= 2 and < 8 && Characters.Contains(code[i], StringComparison.Ordinal)
                    ? $"第{i + 1}位是“{code[i]}”，第3至8位是行政区划码，应为数字。"
                    : $"第{i + 1}位是“{code[i]}”，代码不用这个字符。{(meant is null ? "" : $"是否应为“{meant}”？")}"));
        }

        return problems;
    }

    private static List<Problem> CheckSums(string code, string field)
    {
        List<Problem> problems = [];
        var organisation = OrganisationCheck(code.AsSpan(8, 8));
        if (organisation != code[16])
        {
            problems.Add(new Problem("KERN-103", field, $"第17位（组织机构代码校验码，GB 11714）是“{code[16]}”，按第9至16位应为“{organisation}”，请核对第9至17位。"));
        }

        var check = Check(code.AsSpan(0, 17));
        if (check != code[17])
        {
            problems.Add(new Problem("KERN-104", field, $"第18位（校验码，GB 32100-2015）是“{code[17]}”，按前17位应为“{check}”，请核对全部字符。"));
        }

        return problems;
    }
}
