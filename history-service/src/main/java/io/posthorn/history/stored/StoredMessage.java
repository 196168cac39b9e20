// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.tier.Bucket;

/** A message and the bucket that it was read from. */
record StoredMessage(Message message, Bucket bucket) {}
