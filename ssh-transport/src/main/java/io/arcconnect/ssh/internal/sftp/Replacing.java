package io.arcconnect.ssh.internal.sftp;

import reactor.core.publisher.Mono;

/** Puts a complete file in the place of another: in one step where the server can, else in as few as it takes. */
final class Replacing {

    private final RemoteFiles files;

    Replacing(RemoteFiles files) {
        this.files = files;
    }

    /** Gives a file its final name, whoever has that name now. */
    Mono<Void> put(String complete, String name) {
        return Mono.defer(() -> files.has(ServerFeatures.POSIX_RENAME)
                ? files.posixRename(complete, name)
                : files.rename(complete, name)
                        .onErrorResume(StatusFailure.class, taken -> aside(complete, name, taken)));
    }

    /**
     * Without the extension a name must be free first. The old file is kept until the new one has the name. Once begun it goes
     * on to its end, also when it is cancelled: half of it would leave nothing under the name.
     */
    private Mono<Void> aside(String complete, String name, StatusFailure taken) {
        return Mono.defer(() -> {
            files.channel().tidying().begin();
            return steps(complete, name, taken)
                    .doFinally(end -> files.channel().tidying().end())
                    .cache();
        });
    }

    private Mono<Void> steps(String complete, String name, StatusFailure taken) {
        String old = PartNames.beside(name, false);
        return files.stat(name, false)
                .flatMap(there -> there.isDirectory() ? Mono.<Void>error(taken) : files.rename(name, old))
                .onErrorMap(StatusFailure.class, other -> taken)
                .then(files.rename(complete, name)
                        .onErrorResume(error -> files.rename(old, name).then(Mono.error(error))))
                .then(files.remove(old).onErrorComplete(StatusFailure.class));
    }
}
