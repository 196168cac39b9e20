// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.posthorn.contracts.text.Text;
import io.posthorn.history.asking.Asked;
import io.posthorn.history.asking.Continuation;
import io.posthorn.history.asking.Permission;
import io.posthorn.history.audit.AuditedQuery;
import io.posthorn.history.audit.AuditedReads;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.sealing.Seal;
import io.posthorn.history.security.Reach;
import io.posthorn.history.security.TokenViewer;
import io.posthorn.history.store.Prepared;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A user's groups: their own with scope {@code device}. All else with {@code audit}, within its reach, with a purpose. */
@RestController
final class GroupsController {

    /** @param next absent: there are no more */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Members(
            String group,
            Instant at,
            List<GroupsReader.Member> members,
            @Nullable String next) {}

    /** @param next absent: there are no more */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Groups(String user, List<Group> groups, @Nullable String next) {}

    /** @param stays newest first */
    record Group(String group, boolean member, List<Stay> stays) {

        /** Of one group on one page. */
        private static final int MOST_STAYS = 100;

        static Group of(Change.Course course) {
            List<Stay> stays =
                    course.stays().stream().limit(MOST_STAYS).map(Stay::of).toList();
            return new Group(course.whose(), course.lasts(), stays);
        }
    }

    /** @param left absent: not yet */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stay(Instant joined, @Nullable Instant left) {

        static Stay of(Change.Stay stay) {
            return new Stay(stay.joined(), stay.left().orElse(null));
        }
    }

    private final GroupsReader reader;
    private final AuditedReads audited;
    private final Permission permission;
    private final Clock clock;
    private final Prepared<Seal> seal;

    GroupsController(
            GroupsReader reader, AuditedReads audited, Permission permission, Clock clock, Prepared<Seal> seal) {
        this.reader = reader;
        this.audited = audited;
        this.permission = permission;
        this.clock = clock;
        this.seal = seal;
    }

    @GetMapping("/v1/groups/{group}/members")
    ResponseEntity<Members> members(
            @PathVariable String group, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        Asked.requireId("group", group);
        Asked asked = new Asked(request);
        Instant at = asked.past("at", clock.instant());
        int limit = asked.limit();
        Continuation list = sealed("members " + group, token);
        String after = asked.next(list, GroupsController::id).orElse("");
        return answer(audited.read(
                request,
                token,
                new AuditedQuery("", "members of group=%s at=%s limit=%d".formatted(group, at, limit)),
                reach -> {
                    requireReach(reach, group);
                    var found = reader.members(group, at, after, limit, reach::coversUser);
                    return new Members(group, at, found.found(), next(list, found.next()));
                },
                page -> page.members().size()));
    }

    private static void requireReach(Reach reach, String group) {
        if (!covers(reach, group)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The token does not reach this group.");
        }
    }

    private static boolean covers(Reach reach, String group) {
        return reach.groups().isEmpty() || reach.groups().contains(group);
    }

    @GetMapping("/v1/users/{user}/groups")
    ResponseEntity<Groups> groups(
            @PathVariable String user, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        Asked.requireUser(user);
        Asked asked = new Asked(request);
        int limit = asked.limit();
        Continuation list = sealed("groups " + user, token);
        String after = asked.next(list, GroupsController::id).orElse("");
        return answer(permission.read(
                request,
                token,
                new AuditedQuery(user, "groups limit=" + limit),
                reach -> {
                    var found = reader.groups(user, after, limit, group -> covers(reach, group));
                    List<Group> groups = found.found().stream().map(Group::of).toList();
                    return new Groups(user, groups, next(list, found.next()));
                },
                page -> page.groups().size()));
    }

    /** A page may end at somebody, or at a group, beyond the reach. */
    private Continuation sealed(String list, Jwt token) {
        return new Continuation(list).sealed(seal.get(), TokenViewer.of(token).reach());
    }

    private static Optional<String> id(ByteBuffer place) {
        return Optional.of(StandardCharsets.UTF_8.decode(place).toString()).filter(Text::isId);
    }

    private static @Nullable String next(Continuation list, Optional<String> last) {
        return last.map(id -> list.encode(id.getBytes(StandardCharsets.UTF_8))).orElse(null);
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
