// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.audit;

import io.posthorn.gateway.address.Address;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What has become known of one handshake; goes with its request, on the request's thread. */
public final class Handshake {

    public static final String ACCEPTED = "accepted";

    private static final String ATTRIBUTE = Handshake.class.getName();

    private final Address address;
    private String result = "";
    private String user = "";
    private String session = "";
    private String connection = "";

    private Handshake(Address address) {
        this.address = address;
    }

    public static Handshake begin(HttpServletRequest request, Address address) {
        var handshake = new Handshake(address);
        request.setAttribute(ATTRIBUTE, handshake);
        return handshake;
    }

    /** Empty where the request is no handshake. */
    public static Optional<Handshake> of(HttpServletRequest request) {
        return Optional.ofNullable((Handshake) request.getAttribute(ATTRIBUTE));
    }

    public Address address() {
        return address;
    }

    /** @param sessionId empty for none */
    public void isOf(String userName, String sessionId) {
        user = userName;
        session = sessionId;
    }

    /** Unless more is known already. */
    public void isPerhapsOf(String userName) {
        if (user.isEmpty()) {
            user = userName;
        }
    }

    public void became(String connectionId) {
        connection = connectionId;
    }

    /** @param what {@link #ACCEPTED}, or why not; the first counts */
    public void ended(String what) {
        if (result.isEmpty()) {
            result = what;
        }
    }

    String result() {
        return result;
    }

    String user() {
        return user;
    }

    String session() {
        return session;
    }

    String connection() {
        return connection;
    }
}
