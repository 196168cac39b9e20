// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.contracts.topic.Topics;

/** The topics as every local stack names and sizes them. */
public final class LocalTopics {

    public static final Topics TOPICS = new Topics("posthorn", 1, 4, (short) 1);

    private LocalTopics() {}
}
