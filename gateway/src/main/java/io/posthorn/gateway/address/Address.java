// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The IP address of a client or proxy. */
public record Address(InetAddress ip) {

    /** Of what has none. */
    public static final Address UNKNOWN = new Address(fromBytes(new byte[4]));

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "(?:\\." + OCTET + "){3})(?::\\d{1,5})?");
    private static final String IPV6_TEXT = "([0-9A-Fa-f:][0-9A-Fa-f:.]{1,44})";
    /** In brackets with or without a port, or bare; a zone is left out. */
    private static final Pattern IPV6 =
            Pattern.compile("\\[" + IPV6_TEXT + "(?:%[^\\]]*)?](?::\\d{1,5})?|" + IPV6_TEXT + "(?:%.*)?");

    /** What a proxy or a socket says: an address with or without a port. Never asks a name server. */
    public static Optional<Address> parse(String text) {
        Matcher four = IPV4.matcher(text);
        if (four.matches()) {
            return literal(four.group(1));
        }
        Matcher six = IPV6.matcher(text);
        if (!six.matches() || text.indexOf(':') < 0) {
            return Optional.empty();
        }
        return literal(six.group(1) != null ? six.group(1) : six.group(2));
    }

    /** Only digits, dots and colons, so that it is read and not looked up. */
    private static Optional<Address> literal(String text) {
        try {
            return Optional.of(new Address(InetAddress.getByName(text)));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    private static InetAddress fromBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(bytes.length + " bytes are no address", e);
        }
    }

    /** What is counted together: an IPv4 address, or the /64 network of an IPv6 one, all of which a single host may have. */
    public long key() {
        ByteBuffer bytes = ByteBuffer.wrap(ip.getAddress());
        return ip instanceof Inet4Address ? bytes.getInt() & 0xFFFF_FFFFL : bytes.getLong();
    }

    @Override
    public String toString() {
        return ip.getHostAddress();
    }
}
