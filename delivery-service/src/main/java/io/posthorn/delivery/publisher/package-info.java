/** Who may publish what: a publisher's token names the sources, the classes, the kinds of target and the rate. */
@NullMarked
package io.posthorn.delivery.publisher;

import org.jspecify.annotations.NullMarked;
