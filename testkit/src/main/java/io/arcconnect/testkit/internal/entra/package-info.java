/** The emulated Entra ID: token requests, and the SSH certificates that it issues. */
@NullMarked
package io.arcconnect.testkit.internal.entra;

import org.jspecify.annotations.NullMarked;
