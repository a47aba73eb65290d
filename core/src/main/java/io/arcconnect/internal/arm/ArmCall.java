package io.arcconnect.internal.arm;

import com.azure.core.http.HttpMethod;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Stage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls, each with what its own 404 means. */
enum ArmCall {
    GET_MACHINE(HttpMethod.GET, Stage.CONTROL_PLANE, "reading the machine", ArcReason.ARM_MACHINE_NOT_FOUND),
    LIST_MACHINES(HttpMethod.GET, Stage.CONTROL_PLANE, "listing machines", ArcReason.ARM_MACHINE_NOT_FOUND),
    LIST_RESOURCES(HttpMethod.GET, Stage.CONTROL_PLANE, "listing resources", ArcReason.ARM_MACHINE_NOT_FOUND),
    GET_PROVIDER(HttpMethod.GET, Stage.CONTROL_PLANE, "reading the resource provider's registration", null),
    REGISTER_PROVIDER(HttpMethod.POST, Stage.CONTROL_PLANE, "registering the resource provider", null),
    LIST_EXTENSIONS(HttpMethod.GET, Stage.CONTROL_PLANE, "listing extensions", ArcReason.ARM_MACHINE_NOT_FOUND),
    GET_EXTENSION(HttpMethod.GET, Stage.CONTROL_PLANE, "reading the extension", null),
    PUT_EXTENSION(HttpMethod.PUT, Stage.PROVISION, "installing the extension", ArcReason.ARM_MACHINE_NOT_FOUND),
    DELETE_EXTENSION(HttpMethod.DELETE, Stage.PROVISION, "deleting the extension", ArcReason.ARM_MACHINE_NOT_FOUND),
    GET_RUN_COMMAND(HttpMethod.GET, Stage.CONTROL_PLANE, "reading the run command", null),
    PUT_RUN_COMMAND(HttpMethod.PUT, Stage.CONTROL_PLANE, "running a command", ArcReason.ARM_MACHINE_NOT_FOUND),
    DELETE_RUN_COMMAND(HttpMethod.DELETE, Stage.CONTROL_PLANE, "deleting the run command", null),
    POLL(HttpMethod.GET, Stage.PROVISION, "reading the state of the operation", null),
    LIST_CREDENTIALS(HttpMethod.POST, Stage.CREDENTIALS, "listing relay credentials", ArcReason.SERVICE_NOT_ENABLED),
    GET_ENDPOINT(HttpMethod.GET, Stage.CONTROL_PLANE, "reading the endpoint", null),
    PUT_ENDPOINT(HttpMethod.PUT, Stage.CREDENTIALS, "creating the endpoint", ArcReason.ARM_MACHINE_NOT_FOUND),
    DELETE_ENDPOINT(HttpMethod.DELETE, Stage.CONTROL_PLANE, "deleting the endpoint", null),
    GET_SERVICE(HttpMethod.GET, Stage.CREDENTIALS, "reading the service configuration", null),
    PUT_SERVICE(HttpMethod.PUT, Stage.CREDENTIALS, "writing the service configuration", null),
    DELETE_SERVICE(HttpMethod.DELETE, Stage.CONTROL_PLANE, "deleting the service configuration", null);

    private final HttpMethod method;
    private final Stage stage;
    private final String words;
    private final Optional<ArcReason> notFound;

    ArmCall(HttpMethod method, Stage stage, String words, @Nullable ArcReason notFound) {
        this.method = method;
        this.stage = stage;
        this.words = words;
        this.notFound = Optional.ofNullable(notFound);
    }

    HttpMethod method() {
        return method;
    }

    Stage stage() {
        return stage;
    }

    String words() {
        return words;
    }

    Optional<ArcReason> notFound() {
        return notFound;
    }
}
