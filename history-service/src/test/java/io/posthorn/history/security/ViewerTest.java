// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.security.Viewer.Access;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewerTest {

    @Test
    void aDeviceSeesItsOwnUser() {
        assertThat(viewer("device").accessTo("user-1")).isEqualTo(Access.OWN);
    }

    @Test
    void aDeviceSeesNobodyElse() {
        assertThat(viewer("device").accessTo("user-2")).isEqualTo(Access.NONE);
        assertThat(viewer("device").accessTo("User-1")).isEqualTo(Access.NONE);
    }

    @Test
    void anAuditorSeesEverybodyOnRecord() {
        assertThat(viewer("audit").accessTo("user-2")).isEqualTo(Access.AUDITED);
        assertThat(viewer("audit").accessTo("user-1")).isEqualTo(Access.AUDITED);
    }

    @Test
    void anAuditorWhoIsAlsoAUserSeesTheirOwnWithoutRecord() {
        assertThat(viewer("device", "audit").accessTo("user-1")).isEqualTo(Access.OWN);
        assertThat(viewer("device", "audit").accessTo("user-2")).isEqualTo(Access.AUDITED);
    }

    @Test
    void otherScopesOpenNothing() {
        assertThat(viewer("publish", "admin").accessTo("user-1")).isEqualTo(Access.NONE);
        assertThat(viewer().accessTo("user-1")).isEqualTo(Access.NONE);
    }

    private static Viewer viewer(String... scopes) {
        return new Viewer("user-1", "s-1", Set.of(scopes), Reach.WHOLE);
    }
}
