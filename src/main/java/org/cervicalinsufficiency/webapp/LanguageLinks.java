package org.cervicalinsufficiency.webapp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Gives each page the links to itself in the other languages; everything else in its address stays. */
final class LanguageLinks implements HandlerInterceptor {

    /**
     * A page in a language.
     *
     * @param language its tag
     * @param name its name in itself
     * @param address relative to the page
     */
    record Link(String language, String name, String address) {}

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page != null) {
            List<Link> links = PageLanguages.ALL.stream()
                    .map(language -> link(request, language))
                    .toList();
            var unused = page.addObject("languages", links);
        }
    }

    private static Link link(HttpServletRequest request, Locale language) {
        String name = language.getDisplayLanguage(language);
        String query = ServletUriComponentsBuilder.fromRequest(request)
                .replaceQueryParam("lang", language.getLanguage())
                .build()
                .getQuery();
        return new Link(
                language.getLanguage(), name.substring(0, 1).toUpperCase(language) + name.substring(1), "?" + query);
    }
}
