package org.cervicalinsufficiency.webapp;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/**
 * The language of a page: {@code ?lang=} where it names one that we have, else the first of {@code Accept-Language}, else
 * the site's.
 */
final class PageLanguages extends AcceptHeaderLocaleResolver {

    /** Languages of the artifacts, and so of the pages. */
    static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.forLanguageTag("es"));

    private static final String PARAMETER = "lang";

    /** @param site the language where a reader accepts none of ours */
    PageLanguages(Locale site) {
        setSupportedLocales(ALL);
        setDefaultLocale(site);
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        String asked = request.getParameter(PARAMETER);
        return ALL.stream()
                .filter(language -> language.getLanguage().equals(asked))
                .findFirst()
                .orElseGet(() -> accepted(super.resolveLocale(request)));
    }

    /** The resolver gives back es-MX where that was asked for; texts and {@code lang} attributes are those of es. */
    private Locale accepted(Locale found) {
        return ALL.stream()
                .filter(language -> language.getLanguage().equals(found.getLanguage()))
                .findFirst()
                .orElseGet(this::site);
    }

    private Locale site() {
        Locale site = getDefaultLocale();
        return site == null ? Locale.ENGLISH : site;
    }
}
