// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.local.machine.Jdk;
import io.posthorn.local.stack.StackConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code deploy/posthorn} in a project of its own, whose build makes empty jars. */
class ScriptIT {

    private static final String BUILDS = "Building Posthorn";
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private static final String BUILD = """
            #!/bin/sh
            echo "$@" >>builds
            [ ! -e broken ] || { echo "it is broken" >&2; exit 1; }
            for jar in contracts/target/posthorn-contracts gateway/clients/java/target/posthorn-client \\
                deploy/local/kafka/target/posthorn-kafka-server deploy/local/cassandra/target/posthorn-cassandra-server \\
                deploy/local/target/posthorn-local; do
              mkdir -p "${jar%%/*}" && [ -e "$jar-0.1.0-SNAPSHOT.jar" ] || : >"$jar-0.1.0-SNAPSHOT.jar"
            done
            for jar in gateway delivery-service history-service; do
              mkdir -p $jar/target && : >$jar/target/posthorn-$jar.jar && touch -t 202001010000 $jar/target/posthorn-$jar.jar
            done
            printf '%%s' '%s' >deploy/local/target/cli.classpath
            """;

    @TempDir
    Path home;

    private record Run(int exitCode, String out, String err) {}

    @BeforeEach
    void project() throws IOException {
        Files.createDirectories(home.resolve("deploy"));
        Files.copy(StackConfig.homeOfThisBuild().resolve("deploy/posthorn"), script());
        for (String module : List.of(
                "contracts",
                "gateway/clients/java",
                "deploy/local/kafka",
                "deploy/local/cassandra",
                "deploy/local",
                "gateway",
                "delivery-service",
                "history-service")) {
            Files.createDirectories(home.resolve(module).resolve("target"));
            write(module + "/src/main/java/Source.java", "class Source {}");
            write(module + "/src/test/java/SourceTest.java", "class SourceTest {}");
            write(module + "/pom.xml", "<project/>");
        }
        write("pom.xml", "<project/>");
        write("mvnw", BUILD.formatted(System.getProperty("java.class.path")));
        Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.from(LONG_AGO));
        home.resolve("mvnw").toFile().setExecutable(true);
    }

    @Test
    void buildsAtTheFirstUseAndThenNoMore() throws Exception {
        Run first = run("--help");
        assertThat(first.exitCode).isZero();
        assertThat(first.out).startsWith("Usage: deploy/posthorn");
        assertThat(first.err).startsWith(BUILDS);
        assertThat(home.resolve("builds")).content().isEqualTo("-q -DskipTests package\n");

        Run second = run("--help");
        assertThat(second.out).isEqualTo(first.out);
        assertThat(second.err).isEmpty();
    }

    @Test
    void buildsAgainAfterAChangeOfASourceOrAPomButNotOfATest() throws Exception {
        run("--help");
        for (String changed : List.of(
                "pom.xml",
                "history-service/pom.xml",
                "contracts/src/main/java/Source.java",
                "gateway/clients/java/src/main/java/Source.java",
                "deploy/local/src/main/java/Source.java",
                "delivery-service/src/main/java/Source.java")) {
            touch(changed);
            assertThat(run("--help").err).as(changed).startsWith(BUILDS);
            assertThat(run("--help").err).as(changed).isEmpty();
        }
        touch("gateway/src/test/java/SourceTest.java");
        assertThat(run("--help").err).isEmpty();
    }

    @Test
    void buildsAgainWhenSomethingItNeedsIsGone() throws Exception {
        run("--help");
        for (String needed : List.of(
                "gateway/target/posthorn-gateway.jar",
                "contracts/target/posthorn-contracts-0.1.0-SNAPSHOT.jar",
                "deploy/local/target/cli.classpath")) {
            Files.delete(home.resolve(needed));
            assertThat(run("--help").err).as(needed).startsWith(BUILDS);
        }
        write("deploy/local/target/cli.classpath", "/no/such/library.jar");
        assertThat(run("--help").err).startsWith(BUILDS);
    }

    @Test
    void passesOnArgumentsAndExitCode() throws Exception {
        Run run = run("token", "user 1", "--work", home.resolve("my work").toString());

        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.out).isEmpty();
        assertThat(run.err).contains("No local stack is running in " + home.resolve("my work"));
    }

    @Test
    void endsWhenTheBuildFails() throws Exception {
        write("broken", "");

        Run run = run("--help");

        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.out).isEmpty();
        assertThat(run.err).contains("it is broken", "The build failed", "mvnw -DskipTests package");
        assertThat(run("--help").err).startsWith(BUILDS);
    }

    @Test
    void saysWhichJavaItNeeds() throws Exception {
        write("old/bin/java", "#!/bin/sh\n");
        home.resolve("old/bin/java").toFile().setExecutable(true);
        write("old/release", "JAVA_VERSION=\"11.0.2\"\n");

        Run old = run(home.resolve("old"), "--help");
        Run none = run(home.resolve("none"), "--help");

        assertThat(old.exitCode).isEqualTo(1);
        assertThat(old.err)
                .isEqualTo("JAVA_HOME is " + home.resolve("old")
                        + ", which is Java 11. Posthorn needs a JDK, 17 or later: set JAVA_HOME to the home of one.\n");
        assertThat(none.exitCode).isEqualTo(1);
        assertThat(none.err).contains("which is no Java home");
    }

    private Path script() {
        return home.resolve("deploy/posthorn");
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
    }

    private void touch(String file) throws IOException {
        Files.setLastModifiedTime(home.resolve(file), FileTime.from(Instant.now()));
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        return run(Jdk.running().home(), arguments);
    }

    /** In another working folder than the project's. */
    private Run run(Path javaHome, String... arguments) throws IOException, InterruptedException {
        Path out = home.resolve("out.txt");
        Path err = home.resolve("err.txt");
        ProcessBuilder process = new ProcessBuilder(script().toString())
                .directory(home.resolve("contracts").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        process.command().addAll(List.of(arguments));
        process.environment().put("JAVA_HOME", javaHome.toString());
        Process running = process.start();
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(running.exitValue(), Files.readString(out), Files.readString(err));
    }
}
