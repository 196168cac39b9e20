/** Starting, watching and stopping the two Kafka Streams applications. */
@NullMarked
package io.posthorn.delivery.running;

import org.jspecify.annotations.NullMarked;
