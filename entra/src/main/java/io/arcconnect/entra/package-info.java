/** SSH certificates from Microsoft Entra ID: {@link io.arcconnect.entra.EntraCertificates} is a source of them for {@code Ssh}. */
@NullMarked
package io.arcconnect.entra;

import org.jspecify.annotations.NullMarked;
