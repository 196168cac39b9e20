// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.export.ExportRow;
import io.posthorn.local.running.StackFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * The places of a part's rows while they are written, in the order of the rows. What was written before, whole or not, stands aside
 * until all is written again, so that nothing is asked for twice.
 */
final class PlacesFile implements AutoCloseable {

    /** Rows whose places are not written yet. */
    private static final int OPEN = 64;

    private final Path file;
    private final Path partial;
    private final Path aside;
    private final Lines before;
    private final OutputStream out;
    private final Deque<Future<RowPlace>> open = new ArrayDeque<>();
    private Optional<RowPlace> read = Optional.empty();
    private long unfound;

    PlacesFile(Path file) throws IOException {
        this.file = file;
        this.partial = ExportFolder.partial(file);
        this.aside = ExportFolder.aside(file);
        putAside(partial);
        putAside(file);
        this.before = new Lines(Files.exists(aside) ? Files.newInputStream(aside) : InputStream.nullInputStream());
        this.out = new BufferedOutputStream(Files.newOutputStream(partial));
    }

    /** Where two runs broke off, what has more. */
    private void putAside(Path earlier) throws IOException {
        if (Files.exists(earlier) && (!Files.exists(aside) || Files.size(earlier) > Files.size(aside))) {
            Files.move(earlier, aside, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What was written of this row. Rows are asked for in their order. */
    Optional<RowPlace> before(ExportRow row) throws IOException {
        Optional<byte[]> line = Optional.of(new byte[0]);
        while (line.isPresent()
                && read.filter(place -> place.row() >= row.number()).isEmpty()) {
            line = before.next();
            read = line.flatMap(RowPlace::parse);
        }
        return read.filter(place -> place.isOf(row));
    }

    void add(Future<RowPlace> place) throws IOException, InterruptedException {
        open.add(place);
        if (open.size() > OPEN) {
            writeOldest();
        }
    }

    private void writeOldest() throws IOException, InterruptedException {
        RowPlace place = result(open.remove());
        unfound += place.isFound() ? 0 : 1;
        out.write(place.toLine());
        out.write('\n');
    }

    private static RowPlace result(Future<RowPlace> place) throws InterruptedException {
        try {
            return place.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StackFailure refused) {
                throw refused;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** @return rows whose leaves were not found */
    long finish() throws IOException, InterruptedException {
        while (!open.isEmpty()) {
            writeOldest();
        }
        out.close();
        before.close();
        ExportFolder.finish(partial, file);
        Files.deleteIfExists(aside);
        return unfound;
    }

    @Override
    public void close() throws IOException {
        open.forEach(each -> each.cancel(true));
        out.close();
        before.close();
    }
}
