/** The ports: small interfaces in JDK and Reactor types that every layer talks through and every test can replace. */
@NullMarked
package io.arcconnect.spi;

import org.jspecify.annotations.NullMarked;
