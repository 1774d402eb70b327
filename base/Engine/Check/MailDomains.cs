using System.Collections.Frozen;
using System.Numerics;
using System.Runtime.InteropServices;
using Kith.Engine.Data;

namespace Kith.Engine.Check;

/// <summary>What is known about mail domains: those of minutes, those anybody can have, and the ones people mistype.</summary>
internal static class MailDomains
{
    /// <summary>The domains that most private addresses in the world end in: a near miss of one is probably a slip of the hand.</summary>
    private static readonly string[] InOrder =
    [
        "qq.com", "vip.qq.com", "foxmail.com", "163.com", "vip.163.com", "126.com", "vip.126.com", "yeah.net", "188.com", "139.com", "189.cn", "wo.cn",
        "sina.com", "sina.cn", "vip.sina.com", "sohu.com", "aliyun.com", "tom.com", "21cn.com", "gmail.com", "googlemail.com", "outlook.com", "hotmail.com",
        "live.com", "live.cn", "msn.com", "yahoo.com", "yahoo.co.uk", "yahoo.co.jp", "yahoo.com.tw", "yahoo.com.hk", "yahoo.com.cn", "yahoo.cn", "yahoo.de", "yahoo.fr",
        "ymail.com", "rocketmail.com", "icloud.com", "me.com", "mac.com", "aol.com", "protonmail.com", "proton.me", "gmx.de", "gmx.net", "gmx.com", "gmx.at", "gmx.ch",
        "web.de", "t-online.de", "freenet.de", "hotmail.co.uk", "hotmail.fr", "hotmail.de", "hotmail.it", "hotmail.es", "outlook.de", "outlook.fr", "outlook.es",
        "live.co.uk", "live.fr", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "libero.it", "virgilio.it", "mail.ru", "yandex.ru", "yandex.com",
        "bk.ru", "list.ru", "inbox.ru", "rambler.ru", "naver.com", "daum.net", "hanmail.net", "docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp", "btinternet.com",
        "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "bellsouth.net", "cox.net", "charter.net", "bigpond.com", "rediffmail.com", "uol.com.br", "bol.com.br",
        "terra.com.br", "163.net", "126.net", "263.net", "hotmail.com.br", "mail.com", "email.com", "zoho.com", "fastmail.com", "hey.com", "pm.me"
    ];

    private static readonly FrozenSet<string> Popular = InOrder.ToFrozenSet(StringComparer.Ordinal);

    // Endings that no registry gives out, so that they can only be a slip.
    private static readonly FrozenSet<string> EndingSlips = new[]
    {
        "con", "cmo", "ocm", "vom", "xom", "cpm", "comm", "coom", "ccom", "c0m", "cim", "clm", "cok", "conm", "comn", "copm",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly (string Domain, uint Letters)[] Targets = [.. InOrder.Where(IsTarget).Select(d => (d, Letters(d)))];
    private static readonly Lazy<(ulong[] Disposable, ulong[] DisposableRoots, ulong[] Free)> Tables = new(Load);

    public static bool IsPopular(string domain) => Popular.Contains(domain);

    public static bool IsDisposable(string domain)
    {
        if (Popular.Contains(domain))
        {
            return false;
        }

        var (exact, roots, _) = Tables.Value;
        if (Array.BinarySearch(exact, Hash(domain)) >= 0)
        {
            return true;
        }

        for (var rest = domain.AsSpan(); rest.Contains('.'); rest = rest[(rest.IndexOf('.') + 1)..])
        {
            if (Array.BinarySearch(roots, Hash(rest)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsFree(string domain) =>
        Array.BinarySearch(Tables.Value.Free, Hash(domain)) >= 0 || Popular.Contains(domain);

    /// <summary>The popular domain that this one is probably a slip of, or null. The domain is in lower case.</summary>
    public static string? Meant(string domain)
    {
        var dot = domain.LastIndexOf('.');
        if (Popular.Contains(domain) || dot < 1)
        {
            return null;
        }

        var name = domain[..dot];
        var ending = domain[(dot + 1)..];
        if (EndingSlips.Contains(ending))
        {
            return Nearest($"{name}.com") ?? $"{name}.com";
        }

        return Nearest(domain);
    }

    private static string? Nearest(string domain)
    {
        if (Popular.Contains(domain))
        {
            return domain;
        }

        var dot = domain.LastIndexOf('.');
        var letters = Letters(domain);
        string? best = null;
        var bestDistance = 3;
        foreach (var (target, targetLetters) in Targets)
        {
            if (Math.Abs(target.Length - domain.Length) > 2 || BitOperations.PopCount(letters ^ targetLetters) > 4)
            {
                continue;
            }

            var targetDot = target.LastIndexOf('.');
            var distance = Slips(domain, target);
            var sameName = domain.AsSpan(0, dot).SequenceEqual(target.AsSpan(0, targetDot));
            var sameEnding = domain.AsSpan(dot).SequenceEqual(target.AsSpan(targetDot));
            // One slip in the name, one in the ending, or two in a long name; short names (qq, 163, sina) allow only the ending,
            // and only endings that no country has for its own are taken for slips (hotmail.be and hotmail.de are both real).
            var near = sameName ? distance == 1 && target.AsSpan(targetDot) is ".com" or ".net"
                : targetDot >= 5 && (distance == 1 || (distance == 2 && domain[0] == target[0] && (targetDot >= 7 || !sameEnding)));
            if (near && distance < bestDistance)
            {
                (best, bestDistance) = (target, distance);
            }
        }

        return best;
    }

    /// <summary>Names that other real domains are too close to are never suggested.</summary>
    private static bool IsTarget(string domain) =>
        domain is not ("mail.com" or "email.com" or "me.com" or "mac.com" or "pm.me" or "hey.com" or "free.fr" or "mail.ru" or "163.net" or "126.net");

    private static uint Letters(ReadOnlySpan<char> domain)
    {
        var set = 0u;
        foreach (var c in domain)
        {
            set |= c is >= 'a' and <= 'z' ? 1u << (c - 'a') : char.IsAsciiDigit(c) ? 1u << 26 : 1u << 27;
        }

        return set;
    }

    /// <summary>The least number of slips (one letter wrong, missing, too much, or two swapped) between two short words.</summary>
    internal static int Slips(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length > 40 || b.Length > 40)
        {
            return Math.Max(a.Length, b.Length);
        }

        Span<int> before = stackalloc int[41], last = stackalloc int[41], row = stackalloc int[41];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            var spare = before;
            before = last;
            last = row;
            row = spare;
        }

        return last[b.Length];
    }

    private static ulong Hash(ReadOnlySpan<char> ascii)
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var c in ascii)
        {
            hash = (hash ^ (byte)c) * 0x100000001b3UL;
        }

        return hash;
    }

    private static (ulong[] Disposable, ulong[] DisposableRoots, ulong[] Free) Load()
    {
        using var stream = EmbeddedTables.Open("email.bin");
        ulong[] Section()
        {
            var count = 0;
            stream.ReadExactly(MemoryMarshal.AsBytes(new Span<int>(ref count)));
            var hashes = new ulong[count];
            stream.ReadExactly(MemoryMarshal.AsBytes(hashes.AsSpan()));
            return hashes;
        }

        return (Section(), Section(), Section());
    }
}
