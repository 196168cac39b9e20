// SPDX-License-Identifier: Apache-2.0
/**
 * Connections: when a device of a user connected and disconnected, where, how and why, and how far it was at any time.
 *
 * <pre>
 * connections        a row for each connected, disconnected, forgotten
 * ┌─── partition ───┬─── descending ───┬────────────────────────────────────────────────────────────┐
 * │ user     hour   │ at       offset  │ kind, device, connection, gateway, address, resume, window, │
 * │ user-1   498773 │ 10:00:17 4711    │ attributes (1 KB at most), cause                            │
 * └─────────────────┴──────────────────┴────────────────────────────────────────────────────────────┘
 *   serves: a user's connections from one time to another, in either direction            (SelectConnections)
 * connection_hours   (user) → hour         in which hours there is anything               (SelectConnectionHours)
 * connection_ends    (user, connection) → at, offset, cause      when and why it ended    (SelectConnectionEnd)
 * devices            (user, day) → device  which devices said anything on a day           (SelectDevices)
 *
 * device_states      the last connected, and the last change of attributes, in each minute
 * ┌───────────── partition ─────────────┬─ descending ─┬───────────────────────────────────────────┐
 * │ user    device  kind       month    │ minute       │ at, connection, gateway, address, attributes │
 * └─────────────────────────────────────┴──────────────┴───────────────────────────────────────────┘
 *   serves: where and since when a device was connected at a time, and what it said of itself (SelectDeviceStates)
 *
 * device_cursors     the last word of each kind in each minute: acked, said (in a hello), read, forgotten
 * ┌──────── partition ────────┬── descending ──┬─────────────────────────────────────────┐
 * │ user    device   month    │ minute   kind  │ at, offset, era, position, appended_at  │
 * └───────────────────────────┴────────────────┴─────────────────────────────────────────┘
 *   serves: how far a device was at a time                                                (SelectDeviceCursors)
 * </pre>
 *
 * <p>All live for {@code posthorn.history.people.retention} from the append of their record. The last of a minute is the one with
 * the highest write time, which comes from the record's append time and offset: reading again changes nothing.
 *
 * <p>Sizes, for 16 devices that reconnect every 3 s (19,200 connections an hour) and ack every second. {@code connections}: an
 * hour has 19,200 × (150 B + 1 KB of attributes at most) + 19,200 × 120 B = 25 MB; at the 20 handshakes a second that one gateway
 * allows a user, 93 MB. {@code connection_hours}: 8,760 rows a year, 350 KB. {@code connection_ends}: a row or few. {@code devices}: 16
 * rows a day; who makes up a device for each connection, 460,800 × 60 B = 28 MB a day. {@code device_states}: 44,640 minutes in a month ×
 * 1.3 KB = 58 MB at most, whatever the device does. {@code device_cursors}: 44,640 × 4 kinds × 70 B = 12 MB at most; that is 44,640
 * rows for 2,678,400 acks of one a second.
 */
@NullMarked
package io.posthorn.history.connection;

import org.jspecify.annotations.NullMarked;
