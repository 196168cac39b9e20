// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tiering;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param acceptTiers fingerprint of the configuration under which classes may move to other tiers; the service says it when it is
 *     needed
 */
@ConfigurationProperties("posthorn.history")
record TieringSettings(@DefaultValue("") String acceptTiers) {}
