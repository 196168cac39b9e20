// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

/**
 * Who did it and why.
 *
 * @param user {@code sub} of the token
 * @param session {@code sid} of the token, may be empty
 * @param why the purpose, in their words
 */
public record Actor(String user, String session, String why) {

    /** Steps that follow from others. A space is in nobody's id. */
    public static final Actor POSTHORN = new Actor("posthorn itself", "", "");
}
