// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.watermark;

import io.posthorn.contracts.topic.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
class WatermarkConfiguration {

    @Bean
    InboxLog inboxLog(KafkaAdmin admin, Topics topics) {
        return new InboxLog(admin.getConfigurationProperties(), topics);
    }
}
