package io.arcconnect.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One fault of every kind. */
final class FaultCatalogue {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SKEW = Duration.ofHours(4);
    private static final int PORT = 22;

    /** Past SSH's greetings, before a session is of use. */
    private static final long EARLY = 1_024;

    /** A session is open by then. */
    private static final long LATE = 8_192;

    private static final int FLOOD = 1 << 20;
    private static final int FREQUENT = 4_096;

    private FaultCatalogue() {}

    static List<Fault> all() {
        return Stream.of(arm(), operations(), credentials(), dials(), streams(), ssh(), sftp())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Fault> arm() {
        return List.of(
                Fault.arm(ArmCall.ANY, 400, "InvalidRequestContent", "The request content was invalid."),
                Fault.arm(ArmCall.ANY, 404, "ResourceNotFound", "The Resource was not found."),
                Fault.tokenRejected(ArmCall.ANY),
                Fault.forbidden(ArmCall.ANY),
                Fault.conflict(ArmCall.ANY),
                Fault.gone(ArmCall.ANY),
                Fault.preconditionFailed(ArmCall.ANY),
                Fault.throttled(ArmCall.ANY, SECOND),
                Fault.armError(ArmCall.ANY, 500),
                Fault.armError(ArmCall.ANY, 502),
                Fault.armError(ArmCall.ANY, 503),
                Fault.armError(ArmCall.ANY, 504),
                Fault.serverBusy(ArmCall.ANY, SECOND),
                Fault.html(ArmCall.ANY, 200),
                Fault.html(ArmCall.ANY, 502),
                Fault.answer(ArmCall.ANY, 200, Map.of("Content-Type", "application/json"), "{\"value\":"),
                Fault.armReset(ArmCall.ANY),
                Fault.armHeld(ArmCall.ANY),
                Fault.armCut(ArmCall.ANY));
    }

    private static List<Fault> operations() {
        return List.of(
                Fault.operationStuck(),
                Fault.operationFailed(),
                Fault.operationCancelled(),
                Fault.operationForgotten(),
                Fault.pollHostForeign());
    }

    private static List<Fault> credentials() {
        return List.of(
                Fault.credentialsWithoutToken(),
                Fault.expiredAccessKey(),
                Fault.forgedAccessKey(),
                Fault.accessKeyForOtherPath(),
                Fault.expiredServiceToken(),
                Fault.armClock(SKEW),
                Fault.armClock(SKEW.negated()),
                Fault.relayClock(SKEW),
                Fault.relayClock(SKEW.negated()),
                Fault.machineClock(SKEW),
                Fault.machineClock(SKEW.negated()));
    }

    private static List<Fault> dials() {
        return List.of(
                Fault.dial(400, "Bad Request"),
                Fault.endpointDoesNotExist(),
                Fault.noListeners(),
                Fault.tokenExpired(),
                Fault.relayForbidden(),
                Fault.relayTimeout(),
                Fault.relayGone(),
                Fault.relayThrottled(),
                Fault.targetRefused(PORT),
                Fault.relayError(),
                Fault.listenerFailed(),
                Fault.relayUnavailable(),
                Fault.gatewayTimeout(),
                Fault.dialHtml(200),
                Fault.dialHtml(403),
                Fault.dialHtml(502),
                Fault.wrongAccept(),
                Fault.duplicatedAccept(),
                Fault.slowDial(Duration.ofMillis(300)),
                Fault.heldHandshake(),
                Fault.dialReset());
    }

    private static List<Fault> streams() {
        return List.of(
                Fault.close(1001, EARLY),
                Fault.close(1008, LATE),
                Fault.close(1011, 0),
                Fault.closeLater(1008, SECOND),
                Fault.reset(LATE),
                Fault.oneByteFrames(),
                Fault.longLengths(),
                Fault.fragments(),
                Fault.textFrames(),
                Fault.maskedFrames(),
                Fault.pings(),
                Fault.blackHole(LATE),
                Fault.mute(LATE),
                Fault.halfOpen(LATE),
                Fault.slowReader(65_536));
    }

    private static List<Fault> ssh() {
        return Stream.of(
                        Stream.of(
                                Fault.changedHostKey(),
                                Fault.silentServer(),
                                Fault.garbageBanner(),
                                Fault.bannerFlood(FLOOD),
                                Fault.loginBannerFlood(FLOOD)),
                        Stream.of(SshPhase.values()).map(Fault::sshHangs),
                        Stream.of(SshPhase.values()).map(Fault::sshDisconnects),
                        Stream.of(SshPhase.values()).map(Fault::sshdKilled),
                        Stream.of(
                                Fault.sshdKilledAfter(EARLY),
                                Fault.sshdKilledMidCommand(),
                                Fault.exitStatusLost(),
                                Fault.sshStalls(EARLY),
                                Fault.sshCorrupted(EARLY),
                                Fault.rekeyAfter(FREQUENT),
                                Fault.loginRefused(),
                                Fault.channelRefused(),
                                Fault.requestRefused(),
                                Fault.windowNeverOpened()))
                .flatMap(faults -> faults)
                .toList();
    }

    private static List<Fault> sftp() {
        return List.of(
                Fault.sftpFails(3, 0),
                Fault.sftpFails(4, EARLY),
                Fault.sftpHangs(EARLY),
                Fault.sftpEnds(EARLY),
                Fault.sftpShortReads(),
                Fault.sftpWrongIds(),
                Fault.sftpRepliesTwice(),
                Fault.sftpOversized());
    }
}
