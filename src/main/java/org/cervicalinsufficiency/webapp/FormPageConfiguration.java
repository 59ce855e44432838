package org.cervicalinsufficiency.webapp;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The renderer of the form page; its version stands in its addresses, so a browser may keep it. */
@Configuration(proxyBeanMethods = false)
class FormPageConfiguration {

    @Bean
    FormRenderer formRenderer() {
        return FormRenderer.find();
    }

    @Bean
    WebMvcConfigurer rendererFiles() {
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                var unused = registry.addResourceHandler("/lforms/**")
                        .addResourceLocations("classpath:/static/lforms/")
                        .setCacheControl(PageConfiguration.FOR_EVER);
            }
        };
    }
}
