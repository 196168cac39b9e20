// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tier;

/** A partition of a table. */
record Home(Owner owner, Tier tier, Bucket bucket) {}
