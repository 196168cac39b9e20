// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.address;

import io.posthorn.gateway.address.TrustedProxies.Header;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param trusted addresses and networks of the proxies in front of the gateway; without any, a client is who connects
 * @param header that they write
 */
@ConfigurationProperties("posthorn.gateway.proxies")
record ProxySettings(
        @DefaultValue List<String> trusted,
        @DefaultValue("x-forwarded-for") Header header) {

    ProxySettings {
        trusted.forEach(Network::of);
    }

    TrustedProxies proxies() {
        return TrustedProxies.of(trusted, header);
    }
}
