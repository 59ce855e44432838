package org.cervicalinsufficiency.webapp;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What all pages share: language, policy, and how long a browser may keep what they load. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PageProperties.class)
class PageConfiguration {

    /** For files whose version stands in their address. */
    static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @Bean
    LocaleResolver localeResolver(@Value("${screening.language}") String site) {
        return new PageLanguages(Locale.forLanguageTag(site));
    }

    @Bean
    PageTexts pageTexts(ObjectMapper json) {
        return new PageTexts(json);
    }

    @Bean
    WebMvcConfigurer pages(PageProperties properties, @Value("${spring.web.resources.static-locations}") String files) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                var policy = registry.addInterceptor(new PagePolicy(properties.frameAncestors()));
                var links = registry.addInterceptor(new LanguageLinks());
            }

            /** Ours change with the release under the same name: asked for each time, and known by their content. */
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                var ours = registry.addResourceHandler("/assets/**")
                        .addResourceLocations(files + "assets/")
                        .setUseLastModified(false)
                        .setEtagGenerator(PageConfiguration::digest)
                        .setCacheControl(CacheControl.noCache());
                var libraries = registry.addResourceHandler("/webjars/**")
                        .addResourceLocations("classpath:/META-INF/resources/webjars/")
                        .setUseLastModified(false)
                        .setCacheControl(FOR_EVER);
            }
        };
    }

    private static String digest(Resource file) {
        try {
            // Weak: Tomcat does not compress what has a strong one.
            return "W/\"" + DigestUtils.md5DigestAsHex(file.getContentAsByteArray()) + '"';
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
