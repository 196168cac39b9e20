// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class DeliveryService {

    public static void main(String[] arguments) {
        SpringApplication.run(DeliveryService.class, arguments);
    }
}
