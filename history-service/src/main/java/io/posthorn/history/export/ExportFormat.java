// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.contracts.export.ExportEnd;
import io.posthorn.contracts.export.ExportRow;

/** How the lines of a part are written; each ends with its line break. */
interface ExportFormat {

    String contentType();

    /** May be empty. */
    byte[] head();

    byte[] row(ExportRow row);

    byte[] end(ExportEnd end);
}
