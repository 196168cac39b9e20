// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import io.posthorn.contracts.session.Revocations;
import io.posthorn.gateway.token.Standing;
import java.time.Instant;

/** As far as this gateway has read. */
final class GatewayStanding implements Standing {

    private final AdmissionGate gate;
    private final Revocations revocations;

    GatewayStanding(AdmissionGate gate, Revocations revocations) {
        this.gate = gate;
        this.revocations = revocations;
    }

    @Override
    public boolean isKnown() {
        return gate.isOpen();
    }

    @Override
    public boolean isVoid(String user, String session, Instant issuedAt) {
        return revocations.isVoid(user, session, issuedAt.toEpochMilli());
    }
}
