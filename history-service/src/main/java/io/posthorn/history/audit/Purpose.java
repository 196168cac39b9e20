// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why somebody reads messages of somebody else, in their own words. */
public record Purpose(String text) {

    public static final int CHARACTERS = 500;
    public static final String PARAMETER = "purpose";
    public static final String HEADER = "X-Purpose";

    /** The parameter before the header. Empty when there is none, or a blank one, or one that is too long. */
    public static Optional<Purpose> of(@Nullable String parameter, @Nullable String header) {
        String given = parameter == null ? header : parameter;
        if (given == null) {
            return Optional.empty();
        }
        String text = given.strip();
        return text.isEmpty() || text.length() > CHARACTERS ? Optional.empty() : Optional.of(new Purpose(text));
    }
}
