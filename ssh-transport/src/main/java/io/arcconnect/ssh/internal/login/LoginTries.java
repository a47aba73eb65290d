package io.arcconnect.ssh.internal.login;

import io.arcconnect.error.ArcConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of each identity in one login, for whoever has to find out why it failed. */
public final class LoginTries {

    private final List<String> told = new ArrayList<>();
    private Optional<ArcConnectException> firstUnusable = Optional.empty();
    private boolean anyRefused;
    private boolean keyRefused;

    synchronized void judged(Candidate candidate, AuthReply reply) {
        if (reply instanceof AuthReply.Accepted) {
            told.add(candidate.name() + " accepted");
        } else if (reply.isProgress()) {
            told.add(candidate.name() + " accepted, but more is wanted");
        } else {
            anyRefused = true;
            keyRefused |= candidate instanceof KeyCandidate;
            told.add(candidate.name() + (reply instanceof AuthReply.Message ? " has to be changed first" : " refused"));
        }
    }

    synchronized void givenUp(Candidate candidate) {
        told.add(candidate.name() + " given up here");
    }

    synchronized void notOffered(Candidate candidate) {
        anyRefused = true;
        told.add(candidate.name() + " not offered by the server");
    }

    synchronized void unusable(ArcConnectException problem) {
        firstUnusable = firstUnusable.or(() -> Optional.of(problem));
        told.add(problem.reason().code() + " (" + problem.failure().detail() + ")");
    }

    public synchronized boolean isEmpty() {
        return told.isEmpty();
    }

    /** {@return why nothing could even be tried} */
    public synchronized Optional<ArcConnectException> onlyUnusable() {
        return anyRefused ? Optional.empty() : firstUnusable;
    }

    public synchronized boolean isKeyRefused() {
        return keyRefused;
    }

    @Override
    public synchronized String toString() {
        return String.join("; ", told);
    }
}
