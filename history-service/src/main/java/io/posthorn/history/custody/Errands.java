// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.util.List;

/** What is to be done as the log says. */
@FunctionalInterface
public interface Errands {

    List<Errand> open(Register register);
}
