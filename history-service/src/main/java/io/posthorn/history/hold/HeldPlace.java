// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where a message stands among those of a hold. As text opaque. */
public record HeldPlace(Owner owner, Bucket bucket, int era, long offset) {

    private static final char LINE = '\n';

    HeldSlice slice() {
        return new HeldSlice(owner, bucket);
    }

    public String encode() {
        String text = owner.key() + LINE + bucket.month() + LINE + bucket.slice() + LINE + era + LINE + offset;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for anything that is none; never an exception. */
    public static Optional<HeldPlace> decode(String token) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)
                    .split(String.valueOf(LINE), -1);
            if (parts.length != 5 || parts[0].isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new HeldPlace(
                    new Owner(parts[0]),
                    new Bucket(Integer.parseInt(parts[1]), Integer.parseInt(parts[2])),
                    Integer.parseInt(parts[3]),
                    Long.parseLong(parts[4])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
