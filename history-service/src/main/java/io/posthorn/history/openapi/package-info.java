// SPDX-License-Identifier: Apache-2.0
/** The description of the API, made from the controllers: {@code GET /v3/api-docs}. */
@NullMarked
package io.posthorn.history.openapi;

import org.jspecify.annotations.NullMarked;
