// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** A {@code .cql} file beside this class, with places like <code>${keyspace}</code>. */
record CqlTemplate(String text) {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z_]+)}");

    static CqlTemplate named(String name) {
        String file = name + ".cql";
        try (InputStream in = CqlTemplate.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing beside " + CqlTemplate.class.getName());
            }
            return new CqlTemplate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** @throws IllegalArgumentException a place has no value */
    String fill(Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no value for " + place.group());
            }
            return java.util.regex.Matcher.quoteReplacement(value);
        });
    }
}
