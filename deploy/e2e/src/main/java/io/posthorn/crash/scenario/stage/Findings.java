// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario.stage;

import java.util.ArrayList;
import java.util.List;

/** What should not have been. For any thread. */
public final class Findings {

    private final Story story;
    private final List<String> all = new ArrayList<>();

    public Findings(Story story) {
        this.story = story;
    }

    /** @param format as of {@link String#format} */
    public synchronized void add(String format, Object... values) {
        String finding = String.format(format, values);
        story.tell("FOUND %s", finding);
        all.add(finding);
    }

    /** Adds the finding where the promise is not kept. */
    public void require(boolean kept, String format, Object... values) {
        if (!kept) {
            add(format, values);
        }
    }

    public synchronized List<String> all() {
        return List.copyOf(all);
    }
}
