// SPDX-License-Identifier: Apache-2.0
/** What a person asks a running stack over HTTP: tokens, devices, messages. */
@NullMarked
package io.posthorn.local.access;

import org.jspecify.annotations.NullMarked;
