/** What one connection may receive, in which order, and how far the device has stored it. */
@NullMarked
package io.posthorn.client.stream;

import org.jspecify.annotations.NullMarked;
