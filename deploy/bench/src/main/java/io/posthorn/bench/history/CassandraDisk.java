// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What Cassandra has on its disk. It is told by JMX to write all out, and to put it together.
 *
 * @param folder of its data
 */
record CassandraDisk(long pid, Path folder) {

    private static final String KEYSPACE = "posthorn";
    private static final String STRINGS = String[].class.getName();

    void flush() {
        invoke("forceKeyspaceFlush", new Object[] {KEYSPACE, new String[0]}, String.class.getName(), STRINGS);
    }

    void compact() {
        invoke(
                "forceKeyspaceCompaction",
                new Object[] {false, KEYSPACE, new String[0]},
                boolean.class.getName(),
                String.class.getName(),
                STRINGS);
    }

    /** Of all files of the tables of messages, the indexes and summaries of Cassandra's own among them. */
    long bytes() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().contains("/" + KEYSPACE + "/messages_"))
                    .mapToLong(CassandraDisk::size)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException goneMeanwhile) {
            return 0;
        }
    }

    private void invoke(String operation, Object[] values, String... types) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
            machine.detach();
            try (JMXConnector connector = JMXConnectorFactory.connect(address)) {
                MBeanServerConnection server = connector.getMBeanServerConnection();
                server.invoke(new ObjectName("org.apache.cassandra.db:type=StorageService"), operation, values, types);
            }
        } catch (AttachNotSupportedException | IOException | JMException e) {
            throw new IllegalStateException("Cassandra could not be told " + operation, e);
        }
    }
}
