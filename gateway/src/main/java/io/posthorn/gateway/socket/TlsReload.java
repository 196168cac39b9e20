// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;

/**
 * Takes a renewed certificate into use: Spring Boot tells of it, but does nothing about it with Jetty.
 *
 * <p>Connections that are there keep what they began with. A bundle that does not fit together is not taken.
 */
final class TlsReload {

    private static final Logger log = LoggerFactory.getLogger(TlsReload.class);

    private TlsReload() {}

    static void follow(JettyServletWebServerFactory factory, Server server) {
        Ssl ssl = factory.getSsl();
        SslBundles bundles = factory.getSslBundles();
        if (!Ssl.isEnabled(ssl) || ssl.getBundle() == null || bundles == null) {
            return;
        }
        String name = ssl.getBundle();
        for (Connector connector : server.getConnectors()) {
            SslConnectionFactory tls = connector.getConnectionFactory(SslConnectionFactory.class);
            if (tls != null) {
                bundles.addBundleUpdateHandler(name, renewed -> take(renewed, name, tls.getSslContextFactory()));
            }
        }
    }

    private static void take(SslBundle renewed, String name, SslContextFactory.Server inUse) {
        try {
            // Before what is in use is given up.
            renewed.createSslContext();
            inUse.reload(context -> {
                context.setKeyStore(renewed.getStores().getKeyStore());
                context.setTrustStore(renewed.getStores().getTrustStore());
                context.setKeyStorePassword(renewed.getStores().getKeyStorePassword());
                context.setKeyManagerPassword(renewed.getKey().getPassword());
            });
            log.info("New TLS connections use the renewed certificate of SSL bundle {}", name);
        } catch (Exception e) {
            log.error(
                    "The renewed SSL bundle {} cannot be used; the one before stays in use. Do its certificate and"
                            + " private key belong together?",
                    name,
                    e);
        }
    }
}
