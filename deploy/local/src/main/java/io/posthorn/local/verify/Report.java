// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import io.posthorn.local.verify.Finding.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What came out. Of many findings, and of much that is unchecked, the first are kept and all are counted. */
public final class Report {

    private static final int KEPT = 1_000;

    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> unchecked = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private long found;
    private long moreUnchecked;
    private long rows;
    private long proven;

    void found(Kind kind, String where, String what) {
        found++;
        if (findings.size() < KEPT) {
            findings.add(new Finding(kind, where, what));
        }
    }

    /** Something that the folder gives no means to check, though an export has them. */
    void unchecked(String what) {
        if (unchecked.size() < KEPT) {
            unchecked.add(what);
        } else if (!unchecked.contains(what)) {
            moreUnchecked++;
        }
    }

    /** Something that whoever reads the report should know. */
    void note(String what) {
        notes.add(what);
    }

    void row(boolean isProven) {
        rows++;
        proven += isProven ? 1 : 0;
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** All, also those that are not kept. */
    public long found() {
        return found;
    }

    public List<String> unchecked() {
        List<String> all = new ArrayList<>(unchecked);
        if (moreUnchecked > 0) {
            all.add("%d more, not named here".formatted(moreUnchecked));
        }
        return List.copyOf(all);
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    public long rows() {
        return rows;
    }

    /** Rows whose content the log held at their place. */
    public long proven() {
        return proven;
    }

    /** 0: all is right; 1: something is not; 2: it cannot be said. */
    public int exitCode() {
        if (found > 0) {
            return 1;
        }
        return unchecked.isEmpty() ? 0 : 2;
    }
}
