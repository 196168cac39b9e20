// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.testkit.servers.CassandraFiles;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** A service that classes share, with all that they need around it. */
record SharedRun(
        TokenIssuer issuer, TestLog log, RunningHistory history, TestStore store, List<Object> parts, Path folder)
        implements AutoCloseable {

    static SharedRun start(
            KafkaSpace kafka, CassandraSpace cassandra, CassandraFiles files, SharedHistory.Setup setup) {
        Path folder = newFolder();
        TokenIssuer issuer = TokenIssuer.start(folder, 0);
        TestLog log = new TestLog(kafka);
        Replays replays = new Replays(log);
        RunningHistory history = RunningHistory.start(
                kafka, cassandra, issuer, setup.properties().toArray(String[]::new));
        TestStore store = new TestStore(cassandra);
        List<Object> parts = List.of(
                issuer,
                log,
                history,
                store,
                kafka,
                cassandra,
                files,
                replays,
                new TestCustody(history, issuer),
                new TestExports(history),
                new TestLedger(history, issuer, log));
        return new SharedRun(issuer, log, history, store, parts, folder);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("posthorn-test-issuer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        store.close();
        history.close();
        log.close();
        issuer.close();
        FileSystemUtils.deleteRecursively(folder.toFile());
    }
}
