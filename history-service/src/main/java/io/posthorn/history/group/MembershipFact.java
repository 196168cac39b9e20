// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import io.posthorn.history.recording.Place;

/**
 * That a user was made a member of a group, whether or not they were, or was taken out of it.
 *
 * @param member else: not any more
 */
record MembershipFact(Place place, String group, String user, boolean member) {}
