// SPDX-License-Identifier: Apache-2.0
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A device without any library of Posthorn: says hello, prints each frame, acks each message, leaves after some.
 *
 * <pre>java PlainClient.java ws://localhost:8080/ws TOKEN DEVICE MESSAGES</pre>
 */
class PlainClient implements WebSocket.Listener {

    private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([^\"]+)\"");

    private final StringBuilder frame = new StringBuilder();
    private final CountDownLatch messages;
    private final String device;

    PlainClient(String device, int messages) {
        this.device = device;
        this.messages = new CountDownLatch(messages);
    }

    public static void main(String[] arguments) throws InterruptedException {
        PlainClient client = new PlainClient(arguments[2], Integer.parseInt(arguments[3]));
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + arguments[1])
                .subprotocols("posthorn.v1.json")
                .buildAsync(URI.create(arguments[0]), client)
                .join();
        client.messages.await();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
    }

    @Override
    public void onOpen(WebSocket socket) {
        socket.sendText("{\"type\":\"hello\",\"device\":\"" + device + "\"}", true);
        socket.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        frame.append(part);
        if (last) {
            received(socket, frame.toString());
            frame.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void received(WebSocket socket, String json) {
        System.out.println(json);
        Matcher cursor = CURSOR.matcher(json);
        if (json.startsWith("{\"type\":\"message\"") && cursor.find()) {
            socket.sendText("{\"type\":\"ack\",\"cursor\":\"" + cursor.group(1) + "\"}", true).join();
            messages.countDown();
        }
    }
}
