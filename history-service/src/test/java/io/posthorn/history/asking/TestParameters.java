// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.asking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parameters without a request. */
public final class TestParameters {

    private TestParameters() {}

    /** @param namesAndValues a name, its value, a name, … */
    public static Asked of(String... namesAndValues) {
        Map<String, List<String>> all = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.computeIfAbsent(namesAndValues[i], name -> new ArrayList<>()).add(namesAndValues[i + 1]);
        }
        return new Asked(all);
    }
}
