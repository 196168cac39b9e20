// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.export;

import java.util.Map;
import java.util.Optional;

/**
 * The last line of a part. A part without it was cut.
 *
 * @param rows of the export up to here, those of all parts before included
 * @param query what was asked, with the times that the service filled in
 * @param after empty: the export is whole; else the next part begins with it
 */
public record ExportEnd(long rows, Map<String, String> query, Optional<String> after) implements ExportLine {

    public ExportEnd {
        query = Map.copyOf(query);
    }

    public boolean isWhole() {
        return after.isEmpty();
    }
}
