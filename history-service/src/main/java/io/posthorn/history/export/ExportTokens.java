// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.history.sealing.Seal;
import io.posthorn.history.security.Reach;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The tokens of one query and one reach: with another one they are none. */
record ExportTokens(Seal seal, String about) {

    private static final char END = '\0';

    /** The end of its times is in the tokens themselves: a client that named none does not know it. */
    static ExportTokens of(Seal seal, ExportQuery query, Reach reach) {
        StringBuilder about = new StringBuilder("export").append(END);
        Map<String, String> parameters = query.asMap();
        parameters.remove("to");
        parameters.forEach(
                (name, value) -> about.append(name).append(END).append(value).append(END));
        for (Collection<String> names : List.of(reach.classes(), reach.groups(), reach.userPrefixes())) {
            about.append(END);
            new TreeSet<>(names).forEach(name -> about.append(name).append(END));
        }
        return new ExportTokens(seal, about.toString());
    }

    String encode(ExportToken token) {
        return seal.close(about, token.toBytes());
    }

    /** Empty for anything that is none of these; never an exception. */
    Optional<ExportToken> decode(String text) {
        return seal.open(about, text).flatMap(ExportToken::parse);
    }
}
