package io.arcconnect.cli.demo;

import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.Ssh;
import java.util.Optional;

/**
 * A machine to show, and what is particular to it.
 *
 * @param title for the timeline
 * @param machine the machine
 * @param ssh how to log in
 * @param installOpenSsh whether to install the OpenSSH extension where it is missing
 * @param isNew whether nothing may be reached on it yet and its agent needs a moment, so that refusal and waiting can be
 *     shown
 * @param commands what to run on it
 * @param desktop how to see that its remote desktop answers, if it has one
 */
record DemoMachine(
        String title,
        ArcMachine machine,
        Ssh ssh,
        boolean installOpenSsh,
        boolean isNew,
        RemoteCommands commands,
        Optional<DesktopCheck> desktop) {}
