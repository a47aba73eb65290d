package io.arcconnect.model;

import java.util.Optional;

/** One thing that {@code apply} would write. */
public sealed interface PlannedChange {

    /** {@return what kind of thing} */
    ChangeKind kind();

    /** {@return which thing, such as {@code WindowsOpenSSH} or {@code SSH}} */
    String target();

    /** {@return what would be done, such as {@code set the port of SSH to 2222, which is 22 now}} */
    String what();

    /** {@return why it is needed} */
    String reason();

    /** {@return what the caller needs to be allowed} */
    Permission permission();

    /**
     * Says whether consent to this change is consent to another: the same thing, done to the same or to less.
     *
     * @param other what is to be done now
     * @return whether it is covered
     */
    boolean covers(PlannedChange other);

    /**
     * Registers a resource provider in the machine's subscription.
     *
     * @param namespace such as {@code Microsoft.HybridConnectivity}
     * @param reason why
     */
    record RegisterProvider(String namespace, String reason) implements PlannedChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.PROVIDER;
        }

        @Override
        public String target() {
            return namespace;
        }

        @Override
        public String what() {
            return "register " + namespace + " in the subscription, which takes 2 to 5 minutes and is never undone";
        }

        @Override
        public Permission permission() {
            return Permission.REGISTER;
        }

        @Override
        public boolean covers(PlannedChange other) {
            return other instanceof RegisterProvider same && same.namespace.equalsIgnoreCase(namespace);
        }
    }

    /**
     * Installs an extension.
     *
     * @param extension which
     * @param replacing the version that is there and would be replaced; empty when there is none
     * @param reason why
     */
    record InstallExtension(ExtensionSpec extension, Optional<String> replacing, String reason)
            implements PlannedChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.EXTENSION;
        }

        @Override
        public String target() {
            return extension.name();
        }

        @Override
        public String what() {
            String version = extension.typeHandlerVersion().orElse("latest version");
            return replacing
                            .map(old -> "replace the extension " + extension.name() + " (" + old + ") by ")
                            .orElse("install the extension " + extension.name() + ": ")
                    + extension.publisher() + "/" + extension.type() + ", " + version;
        }

        @Override
        public Permission permission() {
            return Permission.EXTENSION;
        }

        @Override
        public boolean covers(PlannedChange other) {
            return other instanceof InstallExtension same
                    && same.extension.equals(extension)
                    && (same.replacing.isEmpty() || same.replacing.equals(replacing));
        }
    }

    /**
     * Creates the machine's connectivity endpoint.
     *
     * @param reason why
     */
    record CreateEndpoint(String reason) implements PlannedChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.ENDPOINT;
        }

        @Override
        public String target() {
            return "default";
        }

        @Override
        public String what() {
            return "create the connectivity endpoint of the machine";
        }

        @Override
        public Permission permission() {
            return Permission.ENDPOINT;
        }

        @Override
        public boolean covers(PlannedChange other) {
            return other instanceof CreateEndpoint;
        }
    }

    /**
     * Lets a service be reached.
     *
     * @param service which service on which port
     * @param replacing the port that is configured now, whose users are cut off; empty when there is none
     * @param reason why
     */
    record ConfigureService(RelayService service, Optional<Integer> replacing, String reason) implements PlannedChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.SERVICE_CONFIGURATION;
        }

        @Override
        public String target() {
            return service.name();
        }

        @Override
        public String what() {
            return replacing
                    .map(port -> "move " + service.name() + " from port " + port + " to port " + service.port()
                            + ", which cuts off whoever uses port " + port + " through Arc")
                    .orElse("let " + service.name() + " be reached through Arc on port " + service.port());
        }

        @Override
        public Permission permission() {
            return Permission.SERVICE;
        }

        @Override
        public boolean covers(PlannedChange other) {
            return other instanceof ConfigureService same
                    && same.service.equals(service)
                    && (same.replacing.isEmpty() || same.replacing.equals(replacing));
        }
    }
}
