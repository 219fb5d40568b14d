using System.Collections.Frozen;

namespace LeadOrchestrator.Leads.Routing;

/// <summary>Domains that give mailboxes to anybody: sharing one does not make two people colleagues.</summary>
internal static class FreeMailProviders
{
    private static readonly FrozenSet<string> Domains = """
        gmail.com googlemail.com yahoo.com ymail.com rocketmail.com myyahoo.com outlook.com hotmail.com live.com msn.com passport.com
        icloud.com me.com mac.com aol.com aim.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tutamail.com tuta.io tuta.com
        gmx.com gmx.de gmx.net gmx.at gmx.ch gmx.us mail.com email.com usa.com web.de t-online.de freenet.de arcor.de posteo.de mailbox.org online.de
        fastmail.com fastmail.fm hey.com duck.com hushmail.com zoho.com zohomail.com zohomail.in inbox.com mailfence.com runbox.com
        yandex.com yandex.ru ya.ru mail.ru bk.ru inbox.ru list.ru rambler.ru qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com 139.com 189.cn aliyun.com
        naver.com hanmail.net daum.net nate.com rediffmail.com in.com sify.com indiatimes.com
        orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr libero.it virgilio.it tiscali.it alice.it tin.it tim.it
        btinternet.com sky.com talktalk.net ntlworld.com virginmedia.com blueyonder.co.uk
        comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com optonline.net roadrunner.com
        shaw.ca rogers.com sympatico.ca bigpond.com bigpond.net.au optusnet.com.au xtra.co.nz
        uol.com.br bol.com.br terra.com.br ig.com.br seznam.cz wp.pl o2.pl onet.pl interia.pl op.pl abv.bg ukr.net bluewin.ch hispeed.ch sapo.pt
        telenet.be skynet.be ziggo.nl kpnmail.nl planet.nl home.nl hetnet.nl xs4all.nl telia.com online.no
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Providers with a domain for every country: yahoo.co.uk, hotmail.fr, outlook.com.br.</summary>
    private static readonly FrozenSet<string> Brands = new[] { "yahoo", "hotmail", "outlook", "live", "gmx", "yandex" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Has(string domain)
    {
        if (Domains.Contains(domain)) return true;
        var labels = domain.Split('.');
        return labels.Length is 2 or 3
            && Brands.Contains(labels[0])
            && labels[^1].Length == 2
            && (labels.Length == 2 || labels[1] is "co" or "com");
    }
}
