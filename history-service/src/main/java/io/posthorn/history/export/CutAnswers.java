// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Breaks the connection of an answer that failed in the middle. Without this it would end as a whole one does; and an exception out
 * of the controller would end in an error page behind the rows.
 */
final class CutAnswers extends OncePerRequestFilter {

    private static final String CUT = CutAnswers.class.getName();

    static void cut(HttpServletRequest request) {
        request.setAttribute(CUT, true);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (request.getAttribute(CUT) != null) {
            // The one exception for which Tomcat closes the connection and writes nothing more.
            throw new ClientAbortException();
        }
    }
}
