/**
 * A device in Java, on the JDK's own WebSocket and without threads of its own: it receives in order, acknowledges, comes
 * back after a loss and resumes where it stopped.
 *
 * <pre>{@code
 * var phone = PosthornClient.builder(URI.create("ws://localhost:8080/ws"))
 *         .token(() -> token)
 *         .device("phone")
 *         .listener(new DeviceListener() {
 *             public void onMessage(MessageFrame message, long arrivedAt) {
 *                 System.out.println(message.getTitle());
 *             }
 *         })
 *         .connect();
 * phone.live().get(10, TimeUnit.SECONDS);
 * phone.close();
 * }</pre>
 *
 * <p>{@code stream} says what a connection may receive, {@code reconnect} when a client comes back, {@code socket} holds
 * the JDK's side; here they become one client.
 */
@NullMarked
package io.posthorn.client;

import org.jspecify.annotations.NullMarked;
