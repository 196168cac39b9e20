// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The handshake as a browser does it, token included: a page can set no header but the subprotocols. */
public final class Upgrade {

    /** Of the page that a browser would have loaded. The gateway must allow it. */
    public static final String ORIGIN = "https://app.example.org";

    private static final String END = "\r\n\r\n";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})\\b");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern DETAIL = Pattern.compile("\"detail\":\"([^\"]{1,120})");

    private Upgrade() {}

    /**
     * @param extensions that were agreed on
     * @param length of the answer in bytes; frames may follow
     */
    record Answer(int status, String detail, boolean extensions, int length) {

        boolean isUpgraded() {
            return status == 101;
        }
    }

    static byte[] request(URI gateway, String token) {
        return String.join(
                        "\r\n",
                        "GET " + gateway.getPath() + " HTTP/1.1",
                        "Host: " + gateway.getAuthority(),
                        "Connection: Upgrade",
                        "Pragma: no-cache",
                        "Cache-Control: no-cache",
                        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
                        "Upgrade: websocket",
                        "Origin: " + ORIGIN,
                        "Sec-WebSocket-Version: 13",
                        "Accept: */*",
                        "Accept-Encoding: gzip, deflate, br, zstd",
                        "Accept-Language: en-GB,en;q=0.9,de;q=0.8",
                        "Sec-Fetch-Dest: websocket",
                        "Sec-Fetch-Mode: websocket",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
                        "Sec-WebSocket-Protocol: posthorn.v1.json, posthorn.bearer." + token)
                .concat(END)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Empty while some of it is still on its way. */
    static Optional<Answer> answer(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END);
        if (end < 0) {
            return Optional.empty();
        }
        String head = text.substring(0, end + END.length());
        Matcher status = STATUS.matcher(head);
        if (!status.lookingAt()) {
            throw new IllegalArgumentException("no answer of HTTP/1.1: " + head.substring(0, Math.min(40, end)));
        }
        int code = Integer.parseInt(status.group(1));
        String body = text.substring(head.length());
        if (code == 101) {
            boolean extensions = head.toLowerCase(Locale.ROOT).contains("\r\nsec-websocket-extensions:");
            return Optional.of(new Answer(code, "", extensions, head.length()));
        }
        return isComplete(head, body) ? Optional.of(refusal(code, body, length)) : Optional.empty();
    }

    private static boolean isComplete(String head, String body) {
        Matcher length = LENGTH.matcher(head);
        boolean chunked = head.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding: chunked");
        return chunked
                ? body.endsWith("0" + END)
                : !length.find() || body.length() >= Integer.parseInt(length.group(1));
    }

    private static Answer refusal(int code, String body, int length) {
        Matcher detail = DETAIL.matcher(body);
        return new Answer(code, detail.find() ? detail.group(1) : "", false, length);
    }
}
