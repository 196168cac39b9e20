// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Notification;

/** Source and id, which name a notification everywhere. */
public record Identity(String source, String id) {

    public static Identity of(Notification notification) {
        return new Identity(notification.getSource(), notification.getId());
    }

    public static Identity of(MessageFrame frame) {
        return new Identity(frame.getSource(), frame.getId());
    }

    @Override
    public String toString() {
        return source + "/" + id;
    }
}
