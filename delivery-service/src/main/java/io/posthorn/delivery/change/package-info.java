/** What is done to a device from outside its connection: its attributes changed, itself forgotten. */
@NullMarked
package io.posthorn.delivery.change;

import org.jspecify.annotations.NullMarked;
