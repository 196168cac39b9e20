// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.history.sealing.TestSeals;
import io.posthorn.history.security.Reach;
import io.posthorn.history.tier.Owner;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTokenTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Reach EVEN = new Reach(Set.of("chat", "system"), Set.of(), Set.of("even-"));
    private static final ExportTokens TOKENS = tokens(query(Optional.empty(), Optional.of("eng")), EVEN);

    private static ExportToken token(Owner owner) {
        return new ExportToken(
                Instant.parse("2026-11-21T06:00:00.123Z"),
                new ExportPlace(owner, Positions.of(2, 1L << 40, 1_795_000_000_123L), 17, 99));
    }

    private static ExportQuery query(Optional<String> user, Optional<String> group) {
        return new ExportQuery(user, group, Optional.empty(), Optional.empty(), Instant.EPOCH, NOON);
    }

    private static ExportTokens tokens(ExportQuery query, Reach reach) {
        return ExportTokens.of(TestSeals.SEAL, query, reach);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u", "grüße-\uD83D\uDCEF"})
    void itComesBack(String user) {
        ExportToken token = token(Owner.user(user));

        assertThat(TOKENS.decode(TOKENS.encode(token))).contains(token);
        assertThat(TOKENS.encode(token)).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void itComesBackForTheLongestUserAndForEveryone() {
        ExportToken longest = token(Owner.user("\uD83D\uDCEF".repeat(128)));
        ExportToken everyone = token(Owner.everyoneOn(3));

        assertThat(TOKENS.decode(TOKENS.encode(longest))).contains(longest);
        assertThat(TOKENS.decode(TOKENS.encode(everyone))).contains(everyone);
    }

    @Test
    void itComesBackWhateverTheEndOfTheTimes() {
        ExportToken token = token(Owner.user("user-1"));
        ExportQuery later = query(Optional.empty(), Optional.of("eng")).until(NOON.plusSeconds(1));

        assertThat(tokens(later, EVEN).decode(TOKENS.encode(token))).contains(token);
    }

    @Test
    void itIsOfOneQueryAndOneReach() {
        String text = TOKENS.encode(token(Owner.user("user-1")));
        ExportQuery same = query(Optional.empty(), Optional.of("eng"));

        assertThat(tokens(same, new Reach(Set.of("system", "chat"), Set.of(), Set.of("even-")))
                        .decode(text))
                .as("the order of a limit's names does not count")
                .isPresent();
        assertThat(tokens(query(Optional.of("eng"), Optional.empty()), EVEN).decode(text))
                .isEmpty();
        assertThat(tokens(query(Optional.empty(), Optional.of("ops")), EVEN).decode(text))
                .isEmpty();
        assertThat(tokens(same, new Reach(Set.of("chat"), Set.of("system"), Set.of("even-")))
                        .decode(text))
                .isEmpty();
        assertThat(tokens(same, Reach.WHOLE).decode(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "garbage", "%%%", "AAAA", "AQ"})
    void anythingElseIsNone(String text) {
        assertThat(TOKENS.decode(text)).isEmpty();
        assertThat(TOKENS.decode("A".repeat(10_000))).isEmpty();
    }

    @Test
    void noBytesOfAnotherLengthEncodingOrPlaceAreTaken() {
        byte[] good = token(Owner.user("user-1")).toBytes();
        byte[] notUtf8 = good.clone();
        notUtf8[notUtf8.length - 1] = (byte) 0xff;
        byte[] before = ByteBuffer.wrap(good.clone()).putLong(8, -1).array();

        assertThat(ExportToken.parse(good)).isPresent();
        assertThat(ExportToken.parse(Arrays.copyOf(good, good.length - "user-1".length())))
                .isEmpty();
        assertThat(ExportToken.parse(notUtf8)).isEmpty();
        assertThat(ExportToken.parse(before)).isEmpty();
    }
}
