// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.recording;

import io.posthorn.contracts.notification.Rejection;

/** What is to be done with one record. */
public sealed interface Intake<F> {

    record Take<F>(F fact) implements Intake<F> {}

    /** Nothing to write. */
    record Pass<F>() implements Intake<F> {}

    /** @param detail names the field and the rule, never the content */
    record Park<F>(Rejection reason, String detail) implements Intake<F> {}
}
