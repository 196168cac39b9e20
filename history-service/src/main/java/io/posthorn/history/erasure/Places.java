// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.erasure;

import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.StoredPartitions;
import io.posthorn.history.watermark.InboxLog;

/** Where an erasure looks and what it changes. */
record Places(
        InboxLog inbox,
        ErasuresTopic topic,
        Keepers keepers,
        Prepared<StoredPartitions> rows,
        Prepared<UpdateErased> update) {}
