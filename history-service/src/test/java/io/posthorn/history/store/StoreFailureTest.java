// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class StoreFailureTest {

    /** The driver makes nodes only when it is connected. */
    private static final Node NODE = (Node) Proxy.newProxyInstance(
            Node.class.getClassLoader(),
            new Class<?>[] {Node.class},
            (node, method, arguments) -> switch (method.getName()) {
                case "hashCode" -> 1;
                case "equals" -> node == arguments[0];
                default -> null;
            });

    @Test
    void whatPassesIsNoFaultOfTheRow() {
        assertThat(StoreFailure.of(new NoNodeAvailableException())).isEqualTo(StoreFailure.AWAY);
        assertThat(StoreFailure.of(new DriverTimeoutException("after 5 s"))).isEqualTo(StoreFailure.AWAY);
        assertThat(StoreFailure.of(new RequestThrottlingException("full"))).isEqualTo(StoreFailure.AWAY);
        assertThat(StoreFailure.of(new StoreAwayException())).isEqualTo(StoreFailure.AWAY);
        assertThat(StoreFailure.of(allNodes(new OverloadedException(NODE)))).isEqualTo(StoreFailure.AWAY);
    }

    @Test
    void whatCassandraWasNotAskedSaysNothingOfIt() {
        assertThat(StoreFailure.isOurOwn(new RequestThrottlingException("full")))
                .isTrue();
        assertThat(StoreFailure.isOurOwn(new CompletionException(new CancellationException())))
                .isTrue();
        assertThat(StoreFailure.of(new CancellationException())).isEqualTo(StoreFailure.AWAY);
        assertThat(StoreFailure.isOurOwn(new DriverTimeoutException("after 5 s")))
                .isFalse();
        assertThat(StoreFailure.isOurOwn(new NoNodeAvailableException())).isFalse();
    }

    @Test
    void anErrorOfOursIsDoubtful() {
        assertThat(StoreFailure.of(new StackOverflowError())).isEqualTo(StoreFailure.DOUBTFUL);
    }

    @Test
    void whatBreaksSomethingIsDoubtful() {
        assertThat(StoreFailure.of(allNodes(new ServerError(NODE, "broken")))).isEqualTo(StoreFailure.DOUBTFUL);
    }

    @Test
    void whatIsInvalidOrCannotBeEncodedIsRefused() {
        assertThat(StoreFailure.of(new InvalidQueryException(NODE, "too large")))
                .isEqualTo(StoreFailure.REFUSED);
        assertThat(StoreFailure.of(new IllegalArgumentException("no codec"))).isEqualTo(StoreFailure.REFUSED);
    }

    @Test
    void theCauseCountsNotItsWrapping() {
        Throwable wrapped = new CompletionException(new ExecutionException(new DriverTimeoutException("after 5 s")));

        assertThat(StoreFailure.of(wrapped)).isEqualTo(StoreFailure.AWAY);
        assertThat(StoreFailure.describe(wrapped)).isEqualTo("DriverTimeoutException: after 5 s");
    }

    private static AllNodesFailedException allNodes(Throwable each) {
        return AllNodesFailedException.fromErrors(List.of(Map.entry(NODE, each)));
    }
}
