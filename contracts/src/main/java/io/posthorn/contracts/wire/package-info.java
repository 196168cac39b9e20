/** The public WebSocket protocol: frames as JSON and Protobuf, close codes, limits. */
@NullMarked
package io.posthorn.contracts.wire;

import org.jspecify.annotations.NullMarked;
