// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import io.posthorn.local.machine.CannotStart;
import io.posthorn.local.running.StackFailure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person sees of a failure: the message alone where it was to be expected, the stack trace where it is a defect. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    static final int INTERRUPTED = 130;

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, command.getErr());
        command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
            err.println("Interrupted.");
            return INTERRUPTED;
        }
        if (e instanceof CannotStart || e instanceof StackFailure) {
            err.println(e.getMessage());
        } else {
            e.printStackTrace(err);
        }
        err.flush();
        return ExitCode.SOFTWARE;
    }
}
