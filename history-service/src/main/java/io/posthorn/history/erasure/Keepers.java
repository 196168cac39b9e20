// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.erasure;

import io.posthorn.history.custody.Hold;
import io.posthorn.history.custody.Register;
import io.posthorn.history.hold.HeldMessages;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.tier.Owner;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the holds that stand keep some message of a user. */
record Keepers(Prepared<HeldMessages> held) {

    /** Those that name the user do in any case; those that name others do not. */
    Set<String> of(Register register, String user) {
        return register.standing().stream()
                .filter(hold -> hold.criteria().users().isEmpty())
                .map(Hold::id)
                .filter(hold -> held.get().keeps(hold, Owner.user(user)))
                .collect(Collectors.toSet());
    }
}
