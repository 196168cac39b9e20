// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

final class StackExtension implements ParameterResolver, AfterEachCallback {

    /** The name of what classes share. */
    static final String STACK = "the stack";

    private static final Namespace OURS = Namespace.create(StackExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Posthorn.class;
    }

    @Override
    public Posthorn resolveParameter(ParameterContext parameter, ExtensionContext context) {
        RunningStack stack = context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(RunningStack.class, key -> RunningStack.start(), RunningStack.class);
        return context.getStore(OURS).computeIfAbsent(Posthorn.class, key -> new Posthorn(stack), Posthorn.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Posthorn posthorn = context.getStore(OURS).get(Posthorn.class, Posthorn.class);
        if (posthorn != null) {
            posthorn.checkDevices();
        }
    }
}
