// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The project's front page, and the commands in it. */
public final class Readme {

    private static final Pattern COMMANDS = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private final String text;

    private Readme(String text) {
        this.text = text;
    }

    public static Readme in(Path folder) {
        try {
            return new Readme(Files.readString(folder.resolve("README.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blocks fenced as {@code sh}, from the first to the last. */
    public List<String> commands() {
        return COMMANDS.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```sh\n".length(), block.length() - "```".length())
                        .strip())
                .toList();
    }
}
