// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import io.posthorn.contracts.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some of a group's members.
 *
 * @param next opaque: asks for the page after this one; absent on the last
 */
record MemberPage(
        String group, List<String> members, @Nullable String next) {

    /** @param found up to one more than the page may have */
    static MemberPage of(String group, List<String> found, int limit) {
        if (found.size() <= limit) {
            return new MemberPage(group, List.copyOf(found), null);
        }
        List<String> members = List.copyOf(found.subList(0, limit));
        byte[] last = members.get(limit - 1).getBytes(StandardCharsets.UTF_8);
        return new MemberPage(
                group, members, Base64.getUrlEncoder().withoutPadding().encodeToString(last));
    }

    /** The user after whom a page begins; empty when it is no {@code next} of ours. */
    static Optional<String> after(String next) {
        try {
            String user = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8);
            return Optional.of(user).filter(Text::isId);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
