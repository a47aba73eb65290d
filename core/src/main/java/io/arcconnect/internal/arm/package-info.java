/** The adapters that speak to Azure Resource Manager on an azure-core pipeline. */
@NullMarked
package io.arcconnect.internal.arm;

import org.jspecify.annotations.NullMarked;
