// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.unpacked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingIT {

    private static final List<String> SMALL = List.of("-Xmx64m");

    @TempDir
    Path target;

    private Path jar;

    @BeforeEach
    void build() throws IOException {
        jar = target.resolve("service.jar");
        build("first");
    }

    @Test
    void leavesTheJarUnpackedWithAnArchiveThatTheJvmTakes() throws Exception {
        assertThat(UnpackedJar.of(jar)).isEmpty();

        Training.of(jar, SMALL, List.of());

        UnpackedJar unpacked = UnpackedJar.of(jar).orElseThrow();
        assertThat(unpacked.jar()).hasSameBinaryContentAs(jar);
        assertThat(unpacked.jvmOptions()).containsExactly("-XX:SharedArchiveFile=" + unpacked.archive());
        assertThat(loadedFromArchive(unpacked)).isTrue();
    }

    @Test
    void isDoneOnceForEachBuild() throws Exception {
        Training.of(jar, SMALL, List.of());
        FileTime first = Files.getLastModifiedTime(UnpackedJar.place(jar).archive());

        Training.of(jar, SMALL, List.of());

        assertThat(Files.getLastModifiedTime(UnpackedJar.place(jar).archive())).isEqualTo(first);
    }

    @Test
    void doesNotTakeOneBuildForAnotherAndKeepsNoMoreThanTwo() throws Exception {
        for (String build : List.of("first", "second", "third")) {
            build(build);
            assertThat(UnpackedJar.of(jar)).isEmpty();
            Training.of(jar, SMALL, List.of());
            assertThat(UnpackedJar.of(jar)).isPresent();
        }
        try (Stream<Path> kept = Files.list(target.resolve("unpacked"))) {
            assertThat(kept).hasSize(2);
        }
    }

    @Test
    void leavesNoArchiveWhenTheStartFailsAndTriesAgain() throws Exception {
        assertThatThrownBy(() -> Training.of(jar, SMALL, List.of(FakeExecutableMain.FAILS)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended with exit code 3; see ")
                .hasMessageContaining("training.log");
        assertThat(UnpackedJar.of(jar).orElseThrow().jvmOptions()).isEmpty();

        Training.of(jar, SMALL, List.of());

        assertThat(UnpackedJar.of(jar).orElseThrow().jvmOptions()).isNotEmpty();
    }

    @Test
    void saysSoWhenThereIsNoJar() {
        assertThatThrownBy(() -> Training.of(target.resolve("none.jar"), SMALL, List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.jar");
    }

    private boolean loadedFromArchive(UnpackedJar unpacked) throws Exception {
        Path log = target.resolve("classes.log");
        Command.run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        unpacked.jvmOptions().get(0),
                        "-Dspring.context.exit=onRefresh",
                        "-Xlog:class+load",
                        "-cp",
                        unpacked.jar() + ":" + target,
                        FakeExecutableMain.class.getName()),
                log);
        return Files.readString(log)
                .contains(FakeExecutableMain.class.getName() + " source: shared objects file (top)");
    }

    /** The build gives every jar the same time. */
    private void build(String content) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeExecutableMain.class.getName());
        String entry = FakeExecutableMain.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream bytes = Objects.requireNonNull(TrainingIT.class.getResourceAsStream('/' + entry))) {
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
            out.closeEntry();
            out.putNextEntry(new JarEntry("content"));
            out.write(content.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
    }
}
