// SPDX-License-Identifier: Apache-2.0
/** Kafka as this gateway reaches it: the topics' names, and clients with the deployment's settings. */
@NullMarked
package io.posthorn.gateway.broker;

import org.jspecify.annotations.NullMarked;
