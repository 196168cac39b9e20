// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.posthorn.history.asking.Asked;
import io.posthorn.history.asking.Continuation;
import io.posthorn.history.audit.AuditedQuery;
import io.posthorn.history.audit.AuditedReads;
import io.posthorn.history.audit.Permission;
import io.posthorn.history.group.GroupsReader.Page;
import io.posthorn.history.kept.UserOrder;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.sealing.Seal;
import io.posthorn.history.security.Reach;
import io.posthorn.history.security.TokenViewer;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.Order;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
            List<Member> members,
            @Nullable String next) {}

    /** @param since they joined */
    record Member(String user, Instant since) {

        static Member of(Course course) {
            return new Member(course.name(), course.stays().get(0).joined());
        }
    }

    /** @param next absent: there are no more */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Groups(String user, List<Group> groups, @Nullable String next) {}

    /** @param stays newest first */
    record Group(String group, boolean member, List<Shown> stays) {

        static Group of(Course course) {
            return new Group(
                    course.name(),
                    course.lasts(),
                    course.stays().stream().map(Shown::of).toList());
        }
    }

    /** @param left absent: not yet */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(Instant joined, @Nullable Instant left) {

        static Shown of(Stay stay) {
            return new Shown(stay.joined(), stay.left().orElse(null));
        }
    }

    private final GroupsReader reader;
    private final AuditedReads audited;
    private final Permission permission;
    private final Prepared<Seal> seal;
    private final Clock clock;

    GroupsController(
            GroupsReader reader, AuditedReads audited, Permission permission, Prepared<Seal> seal, Clock clock) {
        this.reader = reader;
        this.audited = audited;
        this.permission = permission;
        this.seal = seal;
        this.clock = clock;
    }

    @GetMapping("/v1/groups/{group}/members")
    ResponseEntity<Members> members(
            @PathVariable String group, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        Asked.requireId("group", group);
        Asked asked = new Asked(request);
        Instant at = asked.past("at", clock.instant());
        Continuation list = list("members", group, asked, token);
        Page page = page(asked, list);
        return answer(audited.read(
                request,
                token,
                new AuditedQuery("", "members of group=%s at=%s limit=%d".formatted(group, at, page.limit())),
                reach -> {
                    requireReach(reach, group);
                    var found = reader.members(group, at, page, reach::coversUser);
                    List<Member> members =
                            found.courses().stream().map(Member::of).toList();
                    return new Members(group, at, members, next(list, found));
                },
                shown -> shown.members().size()));
    }

    private static void requireReach(Reach reach, String group) {
        requireNoClasses(reach);
        if (!covers(reach, group)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The token does not reach this group.");
        }
    }

    /** A group may be one's limit; a class says nothing of who is in which group. */
    private static void requireNoClasses(Reach reach) {
        if (!reach.classes().isEmpty()) {
            Permission.requirePeople(reach);
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
        Continuation list = list("groups", user, asked, token);
        Page page = page(asked, list);
        return answer(permission.read(
                request,
                token,
                new AuditedQuery(user, "groups limit=" + page.limit()),
                reach -> {
                    requireNoClasses(reach);
                    var found = reader.groups(user, page, group -> covers(reach, group));
                    List<Group> groups = found.courses().stream().map(Group::of).toList();
                    return new Groups(user, groups, next(list, found));
                },
                shown -> shown.groups().size()));
    }

    /** A page may end at a name that is beyond the reach. */
    private Continuation list(String what, String whose, Asked asked, Jwt token) {
        return new Continuation("%s %s %s".formatted(what, whose, Asked.text(order(asked))))
                .sealed(seal.get(), TokenViewer.of(token).reach());
    }

    private static Order order(Asked asked) {
        return asked.order(Order.OLDEST_FIRST);
    }

    private static Page page(Asked asked, Continuation list) {
        UserOrder order = order(asked) == Order.OLDEST_FIRST ? UserOrder.ASCENDING : UserOrder.DESCENDING;
        return new Page(asked.next(list, Mark::read).orElse(Mark.start(order)), order, asked.limit());
    }

    private static @Nullable String next(Continuation list, Walk.Found found) {
        return found.next().map(mark -> list.encode(mark.bytes())).orElse(null);
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
