// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.export.ExportLine;
import io.posthorn.contracts.export.ExportRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Exports as an auditor asks for them. */
public final class TestExports {

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningHistory history;

    public TestExports(RunningHistory history) {
        this.history = history;
    }

    /** The bytes of a part that came whole. */
    public byte[] export(String token, String query) {
        String purpose = query.contains("purpose=") ? "" : "&purpose=test";
        HttpResponse<byte[]> answer = get(token, "/v1/export?" + query + purpose);
        assertThat(answer.statusCode()).as(query).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return answer.body();
    }

    /** One part after the other. @param size of each */
    public List<ExportRow> parts(String token, String query, String size) {
        List<ExportRow> rows = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            String more = after.map(text -> "&after=" + text).orElse("");
            List<ExportLine> part = Exports.lines(export(token, query + "&" + size + more));
            rows.addAll(Exports.rows(part));
            after = Exports.end(part).after();
            assertThat(Exports.end(part).rows()).isEqualTo(rows.size());
        } while (after.isPresent());
        return rows;
    }

    public HttpResponse<byte[]> get(String token, String path) {
        HttpRequest request = HttpRequest.newBuilder(history.uri(path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
