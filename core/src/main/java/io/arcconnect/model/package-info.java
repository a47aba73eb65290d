/** Values that walk through the library: ids, services, credentials, extensions and outcomes. JDK types only. */
@NullMarked
package io.arcconnect.model;

import org.jspecify.annotations.NullMarked;
