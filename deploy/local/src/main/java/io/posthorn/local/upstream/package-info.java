// SPDX-License-Identifier: Apache-2.0
/** An upstream service as it may be written by anybody: notifications into Kafka, in both encodings, or over HTTP. */
@NullMarked
package io.posthorn.local.upstream;

import org.jspecify.annotations.NullMarked;
