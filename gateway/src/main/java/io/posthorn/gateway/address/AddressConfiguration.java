// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.address;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AddressConfiguration {

    @Bean
    TrustedProxies trustedProxies(ProxySettings settings) {
        return settings.proxies();
    }
}
