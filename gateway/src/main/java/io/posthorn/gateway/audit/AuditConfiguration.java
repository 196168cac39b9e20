// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditLog auditLog() {
        return new AuditLog();
    }
}
