// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;

/** Many answers have a Page: each is called after what it is a page of. */
final class OuterNames extends TypeNameResolver {

    private static final String CONTROLLER = "Controller";

    @Override
    protected String getNameOfClass(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null
                ? super.getNameOfClass(type)
                : getNameOfClass(outer).replace(CONTROLLER, "") + super.getNameOfClass(type);
    }
}
