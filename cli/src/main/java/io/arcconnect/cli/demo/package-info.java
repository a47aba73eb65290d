/** The demo: the product's whole job, with the public API only, on an emulated or a real machine. */
@NullMarked
package io.arcconnect.cli.demo;

import org.jspecify.annotations.NullMarked;
