// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.query;

/** No instance owns the user at this moment. */
class OwnerUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
