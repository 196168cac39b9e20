// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExportSettings.class)
class ExportConfiguration {

    /** Outside all other filters: nothing is left to catch what it throws. */
    @Bean
    FilterRegistrationBean<CutAnswers> cutAnswers() {
        FilterRegistrationBean<CutAnswers> filter = new FilterRegistrationBean<>(new CutAnswers());
        filter.addUrlPatterns("/v1/export");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
