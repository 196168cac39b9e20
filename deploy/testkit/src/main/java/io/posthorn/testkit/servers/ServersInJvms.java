// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.server.CassandraServer;
import io.posthorn.local.server.KafkaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servers of the local stack, in folders that are deleted at the end. */
final class ServersInJvms {

    private ServersInJvms() {}

    static RunningServer kafka() {
        Path folder = newFolder("kafka");
        KafkaServer kafka = new KafkaServer(folder, 0);
        return started(kafka, kafka.port(), folder);
    }

    static RunningServer cassandra() {
        Path folder = newFolder("cassandra");
        CassandraServer cassandra = OwnCassandra.ofOneLife(folder);
        return started(cassandra, cassandra.port(), folder);
    }

    private static RunningServer started(ChildJvm server, int port, Path folder) {
        server.start();
        return new RunningServer() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public CassandraFiles dataFiles() {
                return (keyspace, table) -> filesIn(folder.resolve("data/data").resolve(keyspace), table);
            }

            /** Nobody needs the data, so there is nothing to bring to an orderly end. */
            @Override
            public void close() {
                server.kill();
                delete(folder);
            }
        };
    }

    /** A table's folder is called as the table, with its id behind it. */
    private static Map<String, Long> filesIn(Path keyspace, String table) {
        try (Stream<Path> files = Files.walk(keyspace)) {
            return files.filter(each -> each.getFileName().toString().endsWith("-Data.db"))
                    .filter(each -> each.getParent().getFileName().toString().startsWith(table + "-"))
                    .collect(Collectors.toMap(each -> each.getFileName().toString(), ServersInJvms::size));
        } catch (NoSuchFileException deletedMeanwhile) {
            return filesIn(keyspace, table);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return filesIn(keyspace, table);
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newFolder(String name) {
        try {
            return Files.createTempDirectory("posthorn-test-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (FileSystemException e) {
            throw new UncheckedIOException("A file of a server that was killed is in use: " + e.getFile(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
