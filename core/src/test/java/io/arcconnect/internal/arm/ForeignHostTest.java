package io.arcconnect.internal.arm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.arcconnect.internal.arm.PollScript.EXTENSION;
import static io.arcconnect.internal.arm.PollScript.RESULT;
import static io.arcconnect.internal.arm.PollScript.STATUS;
import static io.arcconnect.internal.arm.PollScript.accepted;
import static io.arcconnect.internal.arm.PollScript.answerPut;
import static io.arcconnect.internal.arm.PollScript.extension;
import static io.arcconnect.internal.arm.PollScript.inTurn;
import static io.arcconnect.internal.arm.PollScript.install;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Whatever an answer says, the token goes to no foreign host (libraries.md 2). */
@Timeout(60)
class ForeignHostTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final MachineId MACHINE = ArmServer.MACHINE;
    private static final ExtensionSpec SPEC = ExtensionSpec.openSshForWindows();

    private final ArmServer server = ArmServer.SHARED;
    private final WireMockServer wire = server.wire;

    @BeforeEach
    void forget() {
        wire.resetAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Azure-AsyncOperation", "Location"})
    void put_whenAddressIsForeign_thenNobodyThereHearsOfIt(String header) throws IOException {
        try (ServerSocketChannel foreign = foreignServer()) {
            answerPut(accepted(202).withHeader(header, "https://127.0.0.1:" + port(foreign) + STATUS));

            StepVerifier.create(install()).verifyErrorSatisfies(error -> {
                reason(ArcReason.ARM_UNEXPECTED_RESPONSE).accept(error);
                assertThat(error).hasMessageContaining("127.0.0.1").hasMessageContaining("builder.allowPollHost");
            });

            assertThat(foreign.accept()).isNull();
        }
    }

    @Test
    void put_whenOnlyAnUnusedAddressIsForeign_thenFollowed() {
        answerPut(accepted(202)
                .withHeader("Azure-AsyncOperation", server.endpoint() + STATUS)
                .withHeader("Location", "https://elsewhere.example/x"));
        inTurn(STATUS, okJson("{\"status\":\"Succeeded\"}"));
        inTurn(EXTENSION, extension("Succeeded").withHeader("Location", "https://elsewhere.example/x"));

        ExtensionState end = install().blockLast(LIMIT);

        assertThat(end).extracting(ExtensionState::isSucceeded).isEqualTo(true);
    }

    @Test
    void put_whenAddressBecomesForeign_thenNobodyThereHearsOfIt() throws IOException {
        try (ServerSocketChannel foreign = foreignServer()) {
            answerPut(accepted(202).withHeader("Location", server.endpoint() + RESULT));
            inTurn(
                    RESULT,
                    aResponse().withStatus(202).withHeader("Location", "https://127.0.0.1:" + port(foreign) + "/x"));

            StepVerifier.create(install().last()).verifyErrorSatisfies(reason(ArcReason.ARM_UNEXPECTED_RESPONSE));

            assertThat(foreign.accept()).isNull();
        }
    }

    @Test
    void listExtensions_whenNextLinkIsForeign_thenNobodyThereHearsOfIt() throws IOException {
        try (ServerSocketChannel foreign = foreignServer()) {
            String link = "https://127.0.0.1:" + port(foreign) + "/next";
            wire.stubFor(get(urlPathEqualTo(MACHINE.resourceId() + "/extensions"))
                    .willReturn(okJson("{\"value\":[],\"nextLink\":\"" + link + "\"}")));

            StepVerifier.create(server.apis().compute().listExtensions(MACHINE))
                    .verifyErrorSatisfies(reason(ArcReason.ARM_UNEXPECTED_RESPONSE));

            assertThat(foreign.accept()).isNull();
        }
    }

    @Test
    void put_whenForeignHostIsAllowed_thenFollowed() {
        String regional = "https://127.0.0.1:" + wire.httpsPort();
        answerPut(accepted(202).withHeader("Azure-AsyncOperation", regional + STATUS));
        inTurn(STATUS, okJson("{\"status\":\"Succeeded\"}"));
        inTurn(EXTENSION, extension("Succeeded"));
        ArmApis apis = server.apis(request -> Mono.just(ArmServer.token()), Set.of("127.0.0.1"));

        ExtensionState end =
                apis.compute().putExtension(MACHINE, SPEC, "westeurope").blockLast(LIMIT);

        assertThat(end).extracting(ExtensionState::isSucceeded).isEqualTo(true);
    }

    private static ServerSocketChannel foreignServer() throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
        return channel;
    }

    private static int port(ServerSocketChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    private static Consumer<Throwable> reason(ArcReason expected) {
        return error -> assertThat(error)
                .isInstanceOfSatisfying(
                        ArcConnectException.class,
                        told -> assertThat(told.reason()).isEqualTo(expected));
    }
}
