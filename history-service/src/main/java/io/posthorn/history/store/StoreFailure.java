// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.connection.FrameTooLongException;
import com.datastax.oss.driver.api.core.servererrors.InvalidConfigurationInQueryException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.ProtocolError;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import com.datastax.oss.driver.api.core.servererrors.WriteFailureException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** What a failed statement says about the statement. */
public enum StoreFailure {
    /** Nothing: Cassandra is away, slow or overloaded, or was not asked at all. Ask again. */
    AWAY,
    /** It broke something inside; after many times it may be the statement's fault. */
    DOUBTFUL,
    /** It was refused for itself, unless a table is missing. */
    REFUSED;

    public static StoreFailure of(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof AllNodesFailedException nodes) {
            return nodes.getAllErrors().values().stream()
                            .flatMap(java.util.Collection::stream)
                            .anyMatch(each -> of(each) != AWAY)
                    ? DOUBTFUL
                    : AWAY;
        }
        if (cause instanceof InvalidQueryException
                || cause instanceof SyntaxError
                || cause instanceof InvalidConfigurationInQueryException
                || cause instanceof ProtocolError
                || cause instanceof FrameTooLongException) {
            return REFUSED;
        }
        if (cause instanceof ServerError || cause instanceof WriteFailureException || cause instanceof Error) {
            return DOUBTFUL;
        }
        if (isOurOwn(cause)) {
            return AWAY;
        }
        // Not from Cassandra at all: a value that cannot be encoded.
        return cause instanceof DriverException || cause instanceof StoreAwayException ? AWAY : REFUSED;
    }

    /** We had too much under way, gave up, or do not know the time: Cassandra was not asked, so it says nothing of Cassandra either. */
    public static boolean isOurOwn(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof RequestThrottlingException
                || cause instanceof CancellationException
                || cause instanceof ClocksDifferException;
    }

    /** For logs and health: what failed and what it said, nothing of what was written. */
    public static String describe(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof AllNodesFailedException nodes
                && !nodes.getAllErrors().isEmpty()) {
            return kind(cause) + ": " + describe(nodes);
        }
        return kind(cause) + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    private static String describe(AllNodesFailedException nodes) {
        return nodes.getAllErrors().entrySet().stream()
                .map(each ->
                        each.getKey().getEndPoint() + " " + kind(each.getValue().get(0)))
                .collect(Collectors.joining(", "));
    }

    /** With which {@link #describe} begins. */
    static String kind(Throwable failure) {
        return cause(failure).getClass().getSimpleName();
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
