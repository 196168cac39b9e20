// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trees of the partitions that this instance has, and what is wrong with any. Thread-safe. */
public final class Trees {

    private static final Logger log = LoggerFactory.getLogger(Trees.class);

    private final Map<Integer, Tree> grown = new ConcurrentHashMap<>();
    private final Map<Integer, String> stopped = new ConcurrentHashMap<>();
    private final Map<Integer, String> refused = new ConcurrentHashMap<>();

    /** All up to here is stored and committed. */
    void grown(int partition, Tree tree) {
        grown.put(partition, tree);
    }

    void gone(int partition) {
        grown.remove(partition);
        stopped.remove(partition);
        refused.remove(partition);
    }

    /** It grows no further, and stays so until somebody has looked. */
    void stop(int partition, String why) {
        stopped.put(partition, why);
        log.error("The tree of partition {} stops: {}", partition, why);
    }

    /** It grows, but is not signed. */
    public void refuse(int partition, String why) {
        if (!why.equals(refused.put(partition, why))) {
            log.error("The tree of partition {} is not signed: {}", partition, why);
        }
    }

    public void signed(int partition) {
        if (refused.remove(partition) != null) {
            log.info("The tree of partition {} is signed again", partition);
        }
    }

    /** Partition → tree, of those that are this instance's. */
    public Map<Integer, Tree> grown() {
        return new TreeMap<>(grown);
    }

    /** Partition → what is wrong. */
    public Map<Integer, String> faults() {
        Map<Integer, String> faults = new TreeMap<>(refused);
        faults.putAll(stopped);
        return faults;
    }
}
