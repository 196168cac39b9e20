// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import java.util.Comparator;

/** Direction in which users are read, by the bytes of their ids in UTF-8, as Cassandra orders them. */
public enum UserOrder {
    ASCENDING {
        @Override
        public Comparator<String> comparator() {
            return UserOrder::compare;
        }
    },
    DESCENDING {
        @Override
        public Comparator<String> comparator() {
            return (a, b) -> compare(b, a);
        }
    };

    public abstract Comparator<String> comparator();

    /** UTF-8 sorts as code points do; Java's own order of strings does not. */
    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return Integer.compare(rank(a.charAt(i)), rank(b.charAt(i)));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Halves of surrogate pairs stand for what comes after all other characters. */
    private static int rank(char each) {
        return Character.isSurrogate(each) ? each + 0x10000 : each;
    }
}
