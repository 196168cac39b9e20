// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Notification;

/** A hash of what a person would read, so that logs stay small. */
final class Content {

    private Content() {}

    static long hash(Notification notification) {
        return hash(notification.getClassName(), notification.getTitle(), notification.getBody());
    }

    static long hash(MessageFrame frame) {
        return hash(frame.getClassName(), frame.getTitle(), frame.getBody());
    }

    private static long hash(String className, String title, String body) {
        return ((long) (className + title).hashCode() << 32) | Integer.toUnsignedLong(body.hashCode());
    }
}
