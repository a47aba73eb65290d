package io.arcconnect.examples.matrix;

import static io.arcconnect.testkit.ArmCall.GET_ENDPOINT;
import static io.arcconnect.testkit.ArmCall.GET_EXTENSION;
import static io.arcconnect.testkit.ArmCall.GET_MACHINE;
import static io.arcconnect.testkit.ArmCall.GET_SERVICE_CONFIGURATION;
import static io.arcconnect.testkit.ArmCall.LIST_CREDENTIALS;
import static io.arcconnect.testkit.ArmCall.LIST_EXTENSIONS;
import static io.arcconnect.testkit.ArmCall.POLL;
import static io.arcconnect.testkit.ArmCall.PUT_ENDPOINT;
import static io.arcconnect.testkit.ArmCall.PUT_EXTENSION;
import static io.arcconnect.testkit.ArmCall.PUT_SERVICE_CONFIGURATION;

import io.arcconnect.error.ArcReason;
import io.arcconnect.examples.matrix.Place.Leg;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.RelayService;
import io.arcconnect.testkit.EmulatedMachine;
import java.util.List;

/** The columns that set machines up. */
final class ControlPlane {

    private ControlPlane() {}

    static List<Operation> operations() {
        return List.of(plan(), apply(), provision(), credentials());
    }

    /** Of an enabled Windows machine, which takes every look there is, an SSH server asked for its greeting included. */
    private static Operation plan() {
        return Operation.named("plan", ground -> ground.machine().plan(ConnectSpec.ssh()))
                .on(plain -> windows().enabled())
                .calling(GET_MACHINE, LIST_EXTENSIONS, GET_ENDPOINT, GET_SERVICE_CONFIGURATION, LIST_CREDENTIALS)
                .advisedBy(LIST_CREDENTIALS)
                .until(Leg.GREETING)
                .passing(Leg.SERVER)
                .dialingForAdvice()
                .leaving(Remains::nothingWritten);
    }

    /** Of a plan for a Linux machine on which nothing is set up, and which was made in good weather. */
    private static Operation apply() {
        return Operation.named("apply", ground -> ground.machine().apply(ground.plan()))
                .on(plain -> plain)
                .after(ground -> ground.plan(ground.machine()
                        .plan(ConnectSpec.ssh())
                        .blockOptional(Ground.LIMIT)
                        .orElseThrow()))
                .calling(GET_MACHINE, GET_ENDPOINT, PUT_ENDPOINT, PUT_SERVICE_CONFIGURATION, LIST_CREDENTIALS)
                .until(Leg.GREETING)
                .passing(Leg.SERVER)
                .losing(Leg.GREETING, Outcome.failed(ArcReason.PROVISIONING_UNVERIFIED))
                .losing(Leg.SERVER, Outcome.failed(ArcReason.PROVISIONING_UNVERIFIED))
                .leaving(Remains::receipt);
    }

    /** Of the extension for OpenSSH on a Windows machine, where it takes two looks. */
    private static Operation provision() {
        return Operation.named("provision", ground -> ground.machine().provision(ExtensionSpec.openSshForWindows()))
                .on(plain -> windows().extensionTakes(2))
                .calling(GET_MACHINE, GET_EXTENSION, PUT_EXTENSION, POLL, POLL, POLL)
                .leaving(Remains::nothingDeleted);
    }

    private static Operation credentials() {
        return Operation.named("credentials", ground -> ground.machine().relayCredentials(RelayService.ssh()))
                .leaving(Remains::nothingWritten);
    }

    private static EmulatedMachine windows() {
        return EmulatedMachine.windows("web-01").ssh(io.arcconnect.testkit.EmbeddedSsh.create());
    }
}
