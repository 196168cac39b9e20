// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.text;

/** What a string may hold. */
public final class Text {

    private static final int ID_CHARACTERS = 128;

    private Text() {}

    /**
     * Ids of users, devices, sources and notifications: 1 to 128 characters, all of them visible. Ids are keys, also joined
     * with NUL between them: no two of them have the same bytes, and none differs from another only in what nobody sees.
     */
    public static boolean isId(String id) {
        return !id.isEmpty() && id.length() <= ID_CHARACTERS && id.codePoints().allMatch(Text::isVisible);
    }

    private static boolean isVisible(int character) {
        return !Character.isISOControl(character)
                && !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && Character.getType(character) != Character.FORMAT
                && !isSurrogate(character);
    }

    /** Whether it survives UTF-8, in which half of a surrogate pair becomes a question mark. */
    public static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(Text::isSurrogate);
    }

    private static boolean isSurrogate(int character) {
        return Character.getType(character) == Character.SURROGATE;
    }
}
