// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import io.posthorn.contracts.integrity.VerifierKey;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.local.export.ExportFolder;
import io.posthorn.local.running.StackFailure;
import io.posthorn.local.verify.Report;
import io.posthorn.local.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "verify",
        description =
                "Checks an export, without any network, against the signed checkpoints in it: what is missing, altered or"
                        + " out of order.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is right", "1:something is not", "2:it cannot be checked"})
final class VerifyCommand implements Callable<Integer> {

    private static final int CANNOT_BE_CHECKED = 2;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Parameters(paramLabel = "FOLDER", description = "What deploy/posthorn export made.")
    private Path folder = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The public key to trust, or a file that holds it (default: the one that the export names).")
    private @Nullable String key;

    @Option(
            names = "--shortest-retention",
            paramLabel = "DURATION",
            description = "Older rows may have expired, so that it is no finding when they are not there"
                    + " (default: that of the default classes).")
    private @Nullable Duration shortestRetention;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        Optional<VerifierKey> trusted = Optional.ofNullable(key).map(this::trusted);
        Duration retention = Optional.ofNullable(shortestRetention)
                .or(() -> DeliveryClasses.defaults().shortestRetention())
                .orElseThrow();
        try {
            Report report = new Verification(new ExportFolder(folder), retention).run(trusted);
            print(report, console);
            return report.exitCode();
        } catch (IOException | StackFailure e) {
            console.log("It cannot be checked: " + e.getMessage());
            return CANNOT_BE_CHECKED;
        }
    }

    private VerifierKey trusted(String text) {
        return VerifierKey.parse(content(text).strip())
                .orElseThrow(() -> new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "--key is neither a public key like name+hash+key nor a file that holds one"));
    }

    private static String content(String text) {
        try {
            return Files.isRegularFile(Path.of(text)) ? Files.readString(Path.of(text)) : text;
        } catch (IOException | InvalidPathException noFile) {
            return text;
        }
    }

    private void print(Report report, Console console) {
        report.findings()
                .forEach(each -> console.print(
                        json
                                ? line(Map.of(
                                        "finding", each.kind().toString(), "where", each.where(), "what", each.what()))
                                : each.toString()));
        report.unchecked()
                .forEach(each -> console.print(json ? line(Map.of("unchecked", each)) : "unchecked    " + each));
        report.notes().forEach(each -> console.print(json ? line(Map.of("note", each)) : "note         " + each));
        String outcome =
                "%d rows, %d of them proven, %d findings".formatted(report.rows(), report.proven(), report.found());
        console.print(
                json
                        ? line(Map.of("rows", report.rows(), "proven", report.proven(), "findings", report.found()))
                        : outcome);
    }

    private static String line(Map<String, ?> fields) {
        return JSON.writeValueAsString(new TreeMap<>(fields));
    }
}
