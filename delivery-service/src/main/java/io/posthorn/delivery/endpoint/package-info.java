/** What the endpoints have in common: what they ask of a request, and how they say that they cannot answer now. */
@NullMarked
package io.posthorn.delivery.endpoint;

import org.jspecify.annotations.NullMarked;
