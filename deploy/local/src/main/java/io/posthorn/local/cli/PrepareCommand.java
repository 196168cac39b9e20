// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import io.posthorn.local.running.StackFailure;
import io.posthorn.local.stack.Preparation;
import io.posthorn.local.stack.StackConfig;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

@Command(
        name = "prepare",
        hidden = true,
        description = "Makes the starts of the services quicker. The script does it after a build.")
final class PrepareCommand implements Callable<Integer> {

    @Override
    public Integer call() throws InterruptedException {
        try {
            Preparation.of(StackConfig.homeOfThisBuild());
        } catch (IOException e) {
            throw new StackFailure(
                    "The services could not be prepared, so they start more slowly: " + e.getMessage(), e);
        }
        return ExitCode.OK;
    }
}
