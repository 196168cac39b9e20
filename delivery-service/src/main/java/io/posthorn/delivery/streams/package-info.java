/** What our Kafka Streams stores and processors have in common. */
@NullMarked
package io.posthorn.delivery.streams;

import org.jspecify.annotations.NullMarked;
