// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Revocation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code posthorn.revocations}. */
final class RevocationTopic implements Followed {

    private final Revocations revocations;

    RevocationTopic(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public Topic topic() {
        return Topic.REVOCATIONS;
    }

    /** A record without value is passed over: a revocation is never taken back, only forgotten in time. */
    @Override
    public boolean apply(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            return true;
        }
        Optional<Revocation> revocation = RevocationRules.read(value);
        revocation.ifPresent(revocations::apply);
        return revocation.isPresent();
    }
}
