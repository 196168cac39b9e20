// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.anonymous;

import io.posthorn.gateway.token.Standing;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AnonymousConfiguration {

    @Bean
    AnonymousDevices anonymousDevices(AnonymousSettings settings, Standing standing, InstantSource wallClock) {
        return new AnonymousDevices(settings, standing, wallClock);
    }
}
