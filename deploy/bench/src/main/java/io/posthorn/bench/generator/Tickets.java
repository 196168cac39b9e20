// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.generator;

import io.posthorn.bench.swarm.Ticket;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Devices with the tokens of their users.
 *
 * @param tokens gives a user's token: with its signature it costs about a millisecond
 */
public record Tickets(Audience audience, UnaryOperator<String> tokens) {

    /**
     * Who comes.
     *
     * @param prefix of the users' names
     * @param devices all together
     * @param each devices of one user
     */
    public record Audience(String prefix, int devices, int each) {

        String user(int device) {
            return prefix + "-" + (device / each + 1);
        }

        String device(int device) {
            return "device-" + (device % each + 1);
        }

        public int users() {
            return (devices + each - 1) / each;
        }
    }

    /**
     * Spreads them over files: one device here, the next one there, so that no file has two more than another.
     *
     * @return the files, which only their owner reads
     */
    public List<Path> write(Path folder, int files) throws IOException {
        Map<String, String> tokenOf = IntStream.range(0, audience.users())
                .parallel()
                .mapToObj(user -> audience.user(user * audience.each))
                .collect(Collectors.toConcurrentMap(user -> user, tokens));
        List<Path> written = new ArrayList<>();
        for (int file = 0; file < files; file++) {
            written.add(write(folder, file, files, tokenOf));
        }
        return written;
    }

    private Path write(Path folder, int file, int files, Map<String, String> tokenOf) throws IOException {
        Path path = folder.resolve("tickets-" + audience.prefix + "-" + (file + 1));
        Files.deleteIfExists(path);
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (BufferedWriter out = Files.newBufferedWriter(path)) {
            for (int device = file; device < audience.devices; device += files) {
                String user = audience.user(device);
                out.write(new Ticket(user, audience.device(device), tokenOf.getOrDefault(user, "")).line());
                out.newLine();
            }
        }
        return path;
    }
}
