// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.contracts.export.ExportEnd;
import io.posthorn.contracts.export.ExportJson;
import io.posthorn.contracts.export.ExportLine;
import io.posthorn.contracts.export.ExportRow;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object a line. */
final class NdjsonFormat implements ExportFormat {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Override
    public String contentType() {
        return "application/x-ndjson";
    }

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public byte[] row(ExportRow row) {
        return line(row);
    }

    @Override
    public byte[] end(ExportEnd end) {
        return line(end);
    }

    private static byte[] line(ExportLine line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            ExportJson.write(json, line);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }
}
