// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.contracts.v1.Message;

/** A message that a hold keeps. */
public record HeldMessage(HeldPlace place, Message message) {}
